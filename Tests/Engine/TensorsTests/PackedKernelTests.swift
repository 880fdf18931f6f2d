import CKernels
import Tensors
import TestSupport
import Testing

/// Packed products in eight bits and in bfloat16, of every instruction set that runs here, against plain loops on random odd sizes.
@Suite struct PackedKernelTests {
  private static let activations = [stet_identity, stet_gelu, stet_gelu_tanh, stet_relu, stet_silu, stet_tanh]
  private static let kernels = PackedKernels.Format.allCases.flatMap(PackedKernels.all)

  /// A layer with what it is applied to, in memory of exactly its size.
  private struct Layer {
    let rows: Int
    let inputs: Int
    let outputs: Int
    let codes: [Int8]
    let scales: [Float]
    let weights: [Float]
    let bias: [Float]?
    let x: [Float]
    let xDistance: Int
    let yDistance: Int
    let activation: stet_activation

    init(_ trial: Int, _ random: inout SeededRandom) {
      rows = Int.random(in: 1...70, using: &random)
      inputs = Int.random(in: 1...200, using: &random)
      outputs = Int.random(in: 1...100, using: &random)
      xDistance = inputs + Int.random(in: 0...3, using: &random)
      yDistance = outputs + Int.random(in: 0...3, using: &random)
      activation = PackedKernelTests.activations[trial % 6]
      codes = (0..<outputs * inputs).map { _ in Int8.random(in: -127...127, using: &random) }
      scales = (0..<outputs).map { _ in Float.random(in: 0...0.01, using: &random) }
      weights = (0..<outputs * inputs).map { _ in Float.random(in: -1...1, using: &random) }
      bias = trial % 5 == 0 ? nil : (0..<outputs).map { _ in Float.random(in: -1...1, using: &random) }
      // Some rows are all of one sign, some are zero.
      let (low, high): (Float, Float) = [(-1, 1), (0.25, 1), (-2, -1), (0, 0)][trial % 4]
      x = (0..<(rows - 1) * xDistance + inputs).map { _ in Float.random(in: low...high, using: &random) }
    }

    /// What a kernel makes of it, between numbers that are 7.
    func result(_ kernels: PackedKernels) -> [Float] {
      let format = kernels.format.kernel
      let size = stet_packed_size(format, Int64(outputs), Int64(inputs))
      let packed = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
      defer { packed.deallocate() }
      packed.initializeMemory(as: UInt8.self, repeating: 0, count: size)
      // In two parts, as query, key and value are packed.
      let (first, inputs) = (outputs / 2, Int64(inputs))
      for part in [0..<first, first..<outputs] {
        let (start, count) = (part.lowerBound, Int64(part.count))
        if kernels.format == .int8 {
          let (codes, scales) = (Array(codes[(start * self.inputs)...]), Array(scales[start...]))
          stet_pack_int8(codes, scales, count, inputs, packed, Int64(start))
        } else {
          stet_pack_bf16(Array(weights[(start * self.inputs)...]), count, inputs, packed, Int64(start))
        }
      }
      var y = [Float](repeating: 7, count: (rows - 1) * yDistance + outputs)
      var scratch = [UInt8](repeating: 0xFF, count: stet_packed_scratch(format, Int64(rows), inputs))
      kernels.table.pointee.linear(
        x, Int64(xDistance), Int64(rows), inputs, packed, bias, Int64(outputs), activation, &y, Int64(yDistance),
        &scratch)
      return y
    }

    func reference(_ kernels: PackedKernels) -> [Float] {
      var y = [Float](repeating: 7, count: (rows - 1) * yDistance + outputs)
      let (rows, inputs, outputs) = (Int64(rows), Int64(inputs), Int64(outputs))
      if kernels.format == .int8 {
        stet_reference_linear_int8(
          x, Int64(xDistance), rows, inputs, codes, scales, kernels.table.pointee.limit, bias, outputs, activation, &y,
          Int64(yDistance))
      } else {
        stet_reference_linear_bf16(
          x, Int64(xDistance), rows, inputs, weights, bias, outputs, activation, &y, Int64(yDistance))
      }
      return y
    }
  }

  @Test(arguments: kernels.map(\.name)) func equalsReferenceWithin1e5AndGELUWithin6e5(name: String) throws {
    let kernels = try #require(Self.kernels.first { $0.name == name })
    var random = SeededRandom(5)
    for trial in 0..<120 {
      let layer = Layer(trial, &random)
      // Both round alike; what is left is the order of sums in bfloat16, and arithmetic in float32 on exact integers in eight bits.
      // Numbers between the rows must stay 7 on both sides, so a store past the last column shows.
      let bound: Float = layer.activation == stet_gelu ? 6e-5 : 1e-5
      let far = zip(layer.result(kernels), layer.reference(kernels))
        .first { !(abs($0.0 - $0.1) <= bound * (1 + abs($0.1))) }
      #expect(
        far == nil, "\(name), \(layer.rows) x \(layer.inputs) x \(layer.outputs): \(String(describing: far))")
    }
  }

  @Test func kernelsOfEightBitsAgree() {
    var random = SeededRandom(6)
    let all = PackedKernels.all(.int8).filter { $0.table.pointee.limit == 255 }
    for trial in 0..<40 {
      let layer = Layer(6 * trial, &random)  // without activation
      let results = all.map { layer.result($0) }
      #expect(results.allSatisfy { $0 == results[0] }, "\(layer.rows) x \(layer.inputs) x \(layer.outputs)")
    }
  }

  @Test func rowsOfManyInputsGoInPieces() throws {
    // More rows than are packed at a time.
    for kernels in Self.kernels {
      let (rows, inputs) = (200, 6_000)
      let x = (0..<rows * inputs).map { Float($0 % 7) - 3 }
      let format = kernels.format.kernel
      let size = stet_packed_size(format, 1, Int64(inputs))
      let packed = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
      defer { packed.deallocate() }
      packed.initializeMemory(as: UInt8.self, repeating: 0, count: size)
      if kernels.format == .int8 {
        stet_pack_int8([Int8](repeating: 1, count: inputs), [Float(1)], 1, Int64(inputs), packed, 0)
      } else {
        stet_pack_bf16([Float](repeating: 1, count: inputs), 1, Int64(inputs), packed, 0)
      }
      var y = [Float](repeating: 7, count: rows)
      var scratch = [UInt8](repeating: 0xFF, count: stet_packed_scratch(format, Int64(rows), Int64(inputs)))
      kernels.table.pointee.linear(
        x, Int64(inputs), Int64(rows), Int64(inputs), packed, nil, 1, stet_identity, &y, 1, &scratch)
      for row in 0..<rows {
        let sum = x[row * inputs..<(row + 1) * inputs].reduce(0, +)
        #expect(abs(y[row] - sum) <= 200, "\(kernels.name), row \(row)")
      }
    }
  }
}
