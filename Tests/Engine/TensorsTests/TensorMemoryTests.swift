import CKernels
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Tensors

/// Memory that a thread keeps for its next tensors.
@Suite struct TensorMemoryTests {
  @Test func `blocks are aligned, large enough, and apart from each other`() {
    var random = SeededRandom(3)
    var live: [(start: UnsafeMutablePointer<UInt8>, count: Int, mark: UInt8)] = []
    func letGo(_ index: Int) {
      let (start, count, mark) = live.remove(at: index)
      let whole = UnsafeBufferPointer(start: start, count: count)
      #expect(whole.allSatisfy { $0 == mark }, "\(count) bytes")
      stet_let_go_of_tensor_memory(start, Int64(count))
    }
    for round in 0..<600 {
      // Around the steps of the sizes, and above what is kept.
      let octave = 1 << Int.random(in: 4...22, using: &random)
      let count = max(1, octave + [-1, 0, 1, octave / 4, octave / 3].randomElement(using: &random)!)
      let start = stet_tensor_memory(Int64(count)).bindMemory(to: UInt8.self, capacity: count)
      #expect(Int(bitPattern: start) % 64 == 0)
      start.update(repeating: UInt8(truncatingIfNeeded: round), count: count)
      live.append((start, count, UInt8(truncatingIfNeeded: round)))
      while live.count > 24 { letGo(Int.random(in: live.indices, using: &random)) }
    }
    while !live.isEmpty { letGo(live.count - 1) }
  }

  @Test func `a tensor gets the memory of one of about its size that is gone`() {
    // A thread of its own: another test may have left this one all that a thread keeps.
    let done = DispatchSemaphore(value: 0)
    let isSame = Mutex(false)
    Thread.detachNewThread {
      let freed = UInt(bitPattern: Tensor(rows: 63, columns: 384).values)
      let next = Tensor(rows: 64, columns: 384)
      let other = Tensor(rows: 64, columns: 384)
      isSame.withLock { $0 = UInt(bitPattern: next.values) == freed && other.values != next.values }
      done.signal()
    }
    done.wait()
    #expect(isSame.withLock { $0 })
  }
}
