import CKernels
import Tensors
import TestSupport
import Testing

/// Every kernel of every instruction set that runs here, against the plain reference, on random odd sizes.
@Suite struct KernelTests {
  private static let activations = [stet_identity, stet_gelu, stet_gelu_tanh, stet_relu, stet_silu, stet_tanh]

  private static func random(_ count: Int, _ random: inout SeededRandom, scale: Float = 1) -> [Float] {
    (0..<count).map { _ in Float.random(in: -scale...scale, using: &random) }
  }

  private static func largestDifference(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).reduce(0) { $1.0.isFinite ? max($0, abs($1.0 - $1.1)) : .infinity }
  }

  @Test(arguments: Kernels.all.map(\.name)) func linearEqualsReferenceWithin1e5(name: String) throws {
    let table = try #require(Kernels.all.first { $0.name == name }).table.pointee
    var random = SeededRandom(1)
    for trial in 0..<36 {
      let rows = Int.random(in: 1...27, using: &random)
      let inputs = Int.random(in: 1...70, using: &random)
      let outputs = Int.random(in: 1...75, using: &random)
      let distance = outputs + Int.random(in: 0...3, using: &random)
      let x = Self.random(rows * inputs, &random)
      let weights = Self.random(outputs * inputs, &random)
      let bias: [Float]? = trial % 5 == 0 ? nil : Self.random(outputs, &random)
      let activation = Self.activations[trial % 6]
      var packed = [Float](repeating: 0, count: table.packed_size(Int64(outputs), Int64(inputs)))
      // In two parts, as query, key and value are packed.
      let split = outputs / 2
      table.pack(weights, stet_f32, Int64(split), Int64(inputs), &packed, 0)
      table.pack(
        Array(weights[(split * inputs)...]), stet_f32, Int64(outputs - split), Int64(inputs), &packed, Int64(split))
      var expected = [Float](repeating: 7, count: rows * distance)
      var result = expected
      stet_reference_linear(
        x, Int64(inputs), Int64(rows), Int64(inputs), weights, bias, Int64(outputs), activation, &expected,
        Int64(distance))
      table.linear(
        x, Int64(inputs), Int64(rows), Int64(inputs), packed, bias, Int64(outputs), activation, &result, Int64(distance)
      )
      // Numbers between the rows must stay 7 on both sides, so a store past the last column shows.
      #expect(Self.largestDifference(result, expected) < 1e-5, "\(rows)x\(inputs)x\(outputs)")
    }
  }

  @Test(arguments: Kernels.all.map(\.name)) func activationsEqualReference(name: String) throws {
    let table = try #require(Kernels.all.first { $0.name == name }).table.pointee
    let points = (-3_000...3_000).map { Float($0) / 250 } + [-1e30, -100, -88, 88, 100, 1e30, -0.0]
    for activation in Self.activations {
      var values = points
      table.activate(&values, Int64(values.count), activation)
      let wrong = zip(points, values).filter { point, value in
        let expected = stet_reference_activate(Double(point), activation)
        return !(abs(Double(value) - expected) <= 1.5e-6 + 2e-7 * abs(expected))
      }
      #expect(wrong.isEmpty, "activation \(activation.rawValue)")
    }
  }

  @Test(arguments: Kernels.all.map(\.name)) func layerNormEqualsReferenceWithin2e5(name: String) throws {
    let table = try #require(Kernels.all.first { $0.name == name }).table.pointee
    var random = SeededRandom(2)
    for trial in 0..<30 {
      let rows = Int.random(in: 1...9, using: &random)
      let columns = Int.random(in: 2...90, using: &random)
      let x = Self.random(rows * columns, &random, scale: 3)
      let residual = trial % 3 == 0 ? nil : Self.random(rows * columns, &random, scale: 3)
      let gain = Self.random(columns, &random)
      let bias = Self.random(columns, &random)
      var expected = x
      var result = x
      stet_reference_add_layer_norm(x, residual, Int64(rows), Int64(columns), gain, bias, 1e-6, &expected)
      table.add_layer_norm(x, residual, Int64(rows), Int64(columns), gain, bias, 1e-6, &result)
      #expect(Self.largestDifference(result, expected) < 2e-5, "\(rows)x\(columns)")
    }
  }

  /// Attention as `stet_kernels` and `stet_reduced_attention` have it.
  private typealias Attention = (
    UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, Int64, Int64, Int64, Int64, Float,
    UnsafeMutablePointer<Float>, Int64, UnsafeMutablePointer<Float>
  ) -> Void

  /// What the reference and a kernel make of random queries, keys and values.
  private static func attention(
    _ kernel: Attention, length: Int, heads: Int, size: Int, scale: Float, scratch: Int, _ random: inout SeededRandom
  ) -> (expected: [Float], result: [Float]) {
    let hidden = heads * size
    let projected = Self.random(length * 3 * hidden, &random, scale: 2)
    var scratch = [Float](repeating: .nan, count: scratch)
    var expected = [Float](repeating: 0, count: length * hidden)
    var result = [Float](repeating: .nan, count: length * hidden)
    projected.withUnsafeBufferPointer { all in
      guard let q = all.baseAddress else { return }
      let (k, v, distance) = (q + hidden, q + 2 * hidden, Int64(3 * hidden))
      stet_reference_attention(
        q, k, v, distance, Int64(length), Int64(heads), Int64(size), scale, &expected, Int64(hidden))
      kernel(q, k, v, distance, Int64(length), Int64(heads), Int64(size), scale, &result, Int64(hidden), &scratch)
    }
    return (expected, result)
  }

  @Test(arguments: Kernels.all.map(\.name)) func attentionEqualsReferenceWithin1e5(name: String) throws {
    let table = try #require(Kernels.all.first { $0.name == name }).table.pointee
    var random = SeededRandom(3)
    for length in [1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 100] {
      let heads = Int.random(in: 1...3, using: &random)
      let size = Int.random(in: 1...37, using: &random)
      let scratch = table.attention_scratch(Int64(length), Int64(size))
      let (expected, result) = Self.attention(
        table.attention, length: length, heads: heads, size: size, scale: 0.4, scratch: scratch, &random)
      #expect(Self.largestDifference(result, expected) < 1e-5, "length \(length), \(heads) heads of \(size)")
    }
  }

  @Test(.enabled(if: stet_reduced_attention_available() != nil, "this processor does not multiply bfloat16"))
  func attentionInBfloat16StaysNearReference() throws {
    let table = try #require(stet_reduced_attention_available()).pointee
    var random = SeededRandom(4)
    for length in [1, 2, 3, 7, 8, 15, 16, 17, 25, 31, 32, 33, 64, 65, 100, 257] {
      let heads = Int.random(in: 1...3, using: &random)
      let size = 32 * Int.random(in: 1...3, using: &random)
      let scratch = table.scratch(Int64(length), Int64(size))
      let (expected, result) = Self.attention(
        table.attention, length: length, heads: heads, size: size, scale: 0.2, scratch: scratch, &random)
      let largest = expected.map(abs).max() ?? 0
      #expect(Self.largestDifference(result, expected) < largest / 64, "length \(length), \(heads) heads of \(size)")
    }
  }

  @Test func everyHalfPrecisionNumberWidensExactly() {
    let bits = (UInt16.min...UInt16.max).map { $0 }
    var widened = [Float](repeating: 0, count: bits.count)
    stet_widen(bits, stet_f16, Int64(bits.count), &widened)
    let wrong = zip(bits, widened).filter { bits, value in
      let (exponent, mantissa) = (Int(bits >> 10 & 31), Double(bits & 1023))
      let sign: Double = bits >> 15 == 0 ? 1 : -1
      switch (exponent, mantissa) {
      case (31, 0): return Double(value) != sign * .infinity
      case (31, _): return !value.isNaN
      case (0, _): return Double(value) != sign * mantissa / 16_777_216
      default:
        let power = Double(sign: .plus, exponent: exponent - 15, significand: 1)
        return Double(value) != sign * (1 + mantissa / 1024) * power
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test func contentHashSeesEveryBitAndTheLength() {
    var seen: Set<[UInt64]> = []
    func hash(_ bytes: [UInt8], _ seed: UInt64 = 0) -> [UInt64] {
      var hash: [UInt64] = [0, 0]
      stet_content_hash(bytes, bytes.count, seed, &hash)
      return hash
    }
    for count in 0..<200 { seen.insert(hash([UInt8](repeating: 0, count: count))) }
    for bit in 0..<1600 {
      var bytes = [UInt8](repeating: 0, count: 200)
      bytes[bit / 8] = 1 << (bit % 8)
      seen.insert(hash(bytes))
    }
    seen.insert(hash([], 1))
    #expect(seen.count == 200 + 1600 + 1)
  }
}
