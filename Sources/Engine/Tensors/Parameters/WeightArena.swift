import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Memory for the packed weights of one model, in chunks that the system may back with huge pages.
///
/// The few rows of one sentence stream all weights through the cache; with pages of 4 KiB they wait for address translation (a tenth
/// to a third of the time at 8 to 64 rows on a Zen 3). Nothing is given back before the arena goes.
package final class WeightArena: Sendable {
  private struct Chunk: @unchecked Sendable {  // The address is only handed out, never read here.
    let start: UnsafeMutableRawPointer
    let size: Int
    var used = 0
  }

  private static let hugePage = 2 << 20
  private let chunks = Mutex<[Chunk]>([])

  package init() {}

  deinit { chunks.withLock { $0.forEach { $0.start.deallocate() } } }

  /// `count` zeros, aligned for every vector width, valid while the arena lives.
  func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    allocate(bytes: count * MemoryLayout<Float>.stride).bindMemory(to: Float.self, capacity: max(1, count))
  }

  /// `bytes` bytes of zero, aligned to 64, valid while the arena lives.
  func allocate(bytes: Int) -> UnsafeMutableRawPointer {
    let size = (max(1, bytes) + 63) / 64 * 64
    let address = chunks.withLock { chunks in
      if chunks.last.map({ $0.size - $0.used < size }) ?? true { chunks.append(Self.chunk(atLeast: size)) }
      let last = chunks.count - 1
      defer { chunks[last].used += size }
      return Chunk(start: chunks[last].start + chunks[last].used, size: size)
    }
    address.start.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return address.start
  }

  /// Room for several matrices; pages that nobody touches take no memory.
  private static func chunk(atLeast size: Int) -> Chunk {
    let size = (max(size, 8 * hugePage) + hugePage - 1) / hugePage * hugePage
    let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: hugePage)
    #if os(Linux)
      madvise(start, size, Int32(MADV_HUGEPAGE))
    #endif
    return Chunk(start: start, size: size)
  }
}
