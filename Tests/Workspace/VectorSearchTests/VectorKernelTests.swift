import CKernels
import TestSupport
import Testing

/// Every kernel that this processor can run against the plain reference.
@Suite struct VectorKernelTests {
  /// The reference comes first.
  static var kernels: [stet_vector_kernels] {
    var pointers = [UnsafePointer<stet_vector_kernels>?](repeating: nil, count: 8)
    let count = stet_vector_kernels_available(&pointers, 8)
    return pointers.prefix(Int(count)).compactMap { $0?.pointee }
  }

  @Test func agreesWithTheReferenceOnRandomSizes() {
    var random = SeededRandom(17)
    let (reference, others) = (Self.kernels[0], Self.kernels.dropFirst())
    #expect(!others.isEmpty)
    for _ in 0..<60 {
      let (queries, rows) = (Int.random(in: 1...4, using: &random), Int.random(in: 0...9, using: &random))
      let dimension = Int.random(in: 1...140, using: &random)
      let ld = rows + Int.random(in: 0...2, using: &random)
      let left = (0..<queries * dimension).map { _ in Float.random(in: -1...1, using: &random) }
      let full = (0..<max(1, rows * dimension)).map { _ in Float.random(in: -1...1, using: &random) }
      var half = [UInt16](repeating: 0, count: full.count)
      reference.narrow(full, Int64(full.count), &half)
      func scores(_ kernels: stet_vector_kernels) -> [Float] {
        var scores = [Float](repeating: -7, count: 2 * queries * ld + 1)
        scores.withUnsafeMutableBufferPointer { scores in
          let (n, r, d) = (Int64(queries), Int64(rows), Int64(dimension))
          kernels.dot_f32(left, n, full, r, d, scores.baseAddress, Int64(ld))
          kernels.dot_f16(left, n, half, r, d, scores.baseAddress! + queries * ld, Int64(ld))
        }
        return scores
      }
      let expected = scores(reference)
      for other in others {
        #expect(zip(scores(other), expected).allSatisfy { abs($0 - $1) < 2e-5 }, "\(String(cString: other.name))")
      }
    }
  }

  @Test func halvesAreExactBothWays() {
    let all = (0...UInt16.max).map { $0 }
    for kernels in Self.kernels {
      var wide = [Float](repeating: 0, count: all.count)
      kernels.widen(all, Int64(all.count), &wide)
      let expected = all.map { Float(Float16(bitPattern: $0)) }
      #expect(zip(wide, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
      var narrow = [UInt16](repeating: 0, count: all.count)
      kernels.narrow(wide, Int64(wide.count), &narrow)
      #expect(zip(narrow, all).allSatisfy { $0 == $1 || Float16(bitPattern: $1).isNaN })
    }
  }

  @Test func roundsToNearestTiesToEven() {
    var random = SeededRandom(23)
    var values: [Float] = [
      65504, 65519, 65520, 1e9, .infinity, 5.9e-8, 2.98e-8, 2.99e-8, 8.9e-8, 1.00048828125, 1.001464843,
    ]
    for _ in 0..<4000 { values.append(Float(bitPattern: UInt32.random(in: 0x3200_0000..<0x4800_0000, using: &random))) }
    values += values.map { -$0 }
    for kernels in Self.kernels {
      var narrow = [UInt16](repeating: 0, count: values.count)
      kernels.narrow(values, Int64(values.count), &narrow)
      #expect(narrow == values.map { Float16($0).bitPattern })
    }
  }
}
