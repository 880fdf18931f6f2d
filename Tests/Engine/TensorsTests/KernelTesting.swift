import CKernels
import Tensors
import TestSupport
import Testing

/// What the tests of kernels share.
enum KernelTesting {
  /// Of all instruction sets that run here.
  static let names = Kernels.all.map(\.name)

  static func table(_ name: String) throws -> stet_kernels {
    try #require(Kernels.all.first { $0.name == name }).table.pointee
  }

  static func random(_ count: Int, _ random: inout SeededRandom) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
  }

  /// Infinite where a number of `a` is not finite.
  static func largestDifference(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).reduce(0) { $1.0.isFinite ? max($0, abs($1.0 - $1.1)) : .infinity }
  }
}
