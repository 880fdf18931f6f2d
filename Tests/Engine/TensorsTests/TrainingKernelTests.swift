import CKernels
import Foundation
import Tensors
import TestSupport
import Testing

/// Every training kernel of every instruction set that runs here, against the plain reference, on odd sizes.
@Suite struct TrainingKernelTests {
  private static let activations = [stet_identity, stet_gelu, stet_gelu_tanh, stet_relu, stet_silu, stet_tanh]
  @Test(arguments: KernelTesting.names) func derivativesEqualReference(name: String) throws {
    let table = try KernelTesting.table(name)
    let points = (-600...600).map { Float($0) / 50 + 0.001 } + [-1e30, -100, -88, 88, 100, 1e30]
    let ones = [Float](repeating: 2, count: points.count)
    for activation in Self.activations {
      var result = ones
      table.activate_backward(points, ones, Int64(points.count), activation, &result)
      let wrong = zip(points, result).filter {
        !(abs(Double($0.1) / 2 - stet_reference_derivative(Double($0.0), activation)) <= 3e-6)
      }
      #expect(wrong.isEmpty, "activation \(activation.rawValue): \(wrong.prefix(3))")
    }
  }

  @Test(arguments: KernelTesting.names) func layerNormBackwardEqualsReference(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(21)
    for columns in [2, 7, 16, 33, 64, 90] {
      let rows = Int.random(in: 1...9, using: &random)
      let (x, dy) = (KernelTesting.random(rows * columns, &random), KernelTesting.random(rows * columns, &random))
      let gain = KernelTesting.random(columns, &random)
      let size = (Int64(rows), Int64(columns))
      var (dx, dgain, dbias) = (x, gain, gain)
      var (plainX, plainGain, plainBias) = (x, gain, gain)
      stet_reference_layer_norm_backward(x, gain, dy, size.0, size.1, 1e-3, &plainX, &plainGain, &plainBias)
      table.layer_norm_backward(x, gain, dy, size.0, size.1, 1e-3, &dx, &dgain, &dbias)
      for (a, b) in [(dx, plainX), (dgain, plainGain), (dbias, plainBias)] {
        #expect(KernelTesting.largestDifference(a, b) < 3e-5, "\(rows)x\(columns)")
      }
      var alone = x
      table.layer_norm_backward(x, gain, dy, size.0, size.1, 1e-3, &alone, nil, nil)
      #expect(alone == dx)
    }
  }

  @Test(arguments: KernelTesting.names) func attentionBackwardEqualsReference(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(22)
    for length in [1, 2, 7, 8, 17, 31, 33, 64, 65] {
      let heads = Int.random(in: 1...3, using: &random)
      let size = Int.random(in: 1...37, using: &random)
      let hidden = heads * size
      let projected = KernelTesting.random(length * 3 * hidden, &random)
      let dout = KernelTesting.random(length * hidden, &random)
      var scratch = [Float](repeating: .nan, count: table.attention_training_scratch(Int64(length), Int64(size)))
      var saved = [Float](repeating: .nan, count: table.attention_saved(Int64(length), Int64(heads)))
      var (out, plain) = (dout, dout)
      var (expected, result) = (projected, projected)
      let (n, distance, h, d) = (Int64(length), Int64(3 * hidden), Int64(heads), Int64(size))
      projected.withUnsafeBufferPointer { x in
        guard let q = x.baseAddress else { return }
        stet_reference_attention(q, q + hidden, q + 2 * hidden, distance, n, h, d, 0.4, &plain, Int64(hidden))
        table.attention_training(
          q, q + hidden, q + 2 * hidden, distance, n, h, d, 0.4, 0, 0, &saved, &out, Int64(hidden), &scratch)
        expected.withUnsafeMutableBufferPointer { g in
          guard let g = g.baseAddress else { return }
          stet_reference_attention_backward(
            q, q + hidden, q + 2 * hidden, distance, n, h, d, 0.4, dout, Int64(hidden), g, g + hidden, g + 2 * hidden)
        }
        result.withUnsafeMutableBufferPointer { g in
          guard let g = g.baseAddress else { return }
          table.attention_backward(
            q, q + hidden, q + 2 * hidden, distance, n, h, d, 0.4, 0, 0, saved, dout, Int64(hidden), g, g + hidden,
            g + 2 * hidden, &scratch)
        }
      }
      #expect(KernelTesting.largestDifference(out, plain) < 1e-5, "length \(length)")
      #expect(KernelTesting.largestDifference(result, expected) < 2e-5, "length \(length), \(heads) heads of \(size)")
    }
  }

  @Test(arguments: KernelTesting.names) func adamWStepEqualsReference(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(23)
    var step = stet_adamw(
      rate: 0.01, decay: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-6, correction1: 0.19, correction2: 0.0199,
      gradient_scale: 0.5)
    for count in [1, 5, 8, 31, 64, 100] {
      let gradient = KernelTesting.random(count, &random)
      let start = (
        KernelTesting.random(count, &random), KernelTesting.random(count, &random),
        KernelTesting.random(count, &random).map(abs)
      )
      var (values, first, second) = start
      var (plainValues, plainFirst, plainSecond) = start
      stet_reference_adamw(&step, gradient, Int64(count), &plainValues, &plainFirst, &plainSecond)
      table.adamw(&step, gradient, Int64(count), &values, &first, &second)
      for (a, b) in [(values, plainValues), (first, plainFirst), (second, plainSecond)] {
        #expect(KernelTesting.largestDifference(a, b) < 1e-6, "\(count) numbers")
      }
    }
  }

  @Test(arguments: KernelTesting.names) func sumsEqualPlainOnes(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(24)
    for count in [0, 1, 7, 33, 5_000] {
      let x = KernelTesting.random(count, &random)
      let squares = x.reduce(0.0) { $0 + Double($1) * Double($1) }
      #expect(abs(table.sum_of_squares(x, Int64(count)) - squares) < 1e-5 * (1 + squares))
      var y = x
      table.add_scaled(x, Int64(count), -3, &y)
      #expect(zip(x, y).allSatisfy { abs(-2 * $0 - $1) < 1e-6 })
    }
    var sums: [Float] = [1, 1, 1]
    table.add_columns([1, 2, 3, 4, 5, 6], 2, 3, &sums)
    #expect(sums == [6, 8, 10])
  }

  @Test(arguments: KernelTesting.names) func softmaxOfARowEqualsThePlainOne(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(25)
    for count in [1, 3, 8, 17, 64, 1001] {
      let x = KernelTesting.random(count, &random).map { 20 * $0 }
      let most = Double(x.max() ?? 0)
      let powers = x.map { exp(Double($0) - most) }
      let sum = powers.reduce(0, +)
      var y = [Float](repeating: 0, count: count)
      let logarithm = table.softmax_row(x, Int64(count), &y)
      #expect(abs(logarithm - most - log(sum)) < 1e-5)
      #expect(zip(y, powers).allSatisfy { abs(Double($0) - $1 / sum) < 1e-6 })
    }
  }

  @Test func dropoutMasksAreThoseOfEveryWidthAndPosition() throws {
    let x = [Float](repeating: 1, count: 203)
    let masks = Kernels.all.map { kernels in
      var y = x
      kernels.table.pointee.dropout(x, 203, 0.4, 99, 5, &y)
      return y
    }
    #expect(Set(masks).count == 1)
    var tail = [Float](repeating: 1, count: 100)
    Kernels.best.table.pointee.dropout(tail, 100, 0.4, 99, 5 + 103, &tail)
    #expect(tail == Array(masks[0][103...]))
  }
}
