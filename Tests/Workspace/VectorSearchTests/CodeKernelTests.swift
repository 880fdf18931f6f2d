import CKernels
import TestSupport
import Testing

/// Every kernel for codes that this processor can run against the plain reference.
@Suite struct CodeKernelTests {
  /// The reference comes first.
  static var kernels: [stet_code_kernels] {
    var pointers = [UnsafePointer<stet_code_kernels>?](repeating: nil, count: 8)
    let count = stet_code_kernels_available(&pointers, 8)
    return pointers.prefix(Int(count)).compactMap { $0?.pointee }
  }
  private let reference = kernels[0]
  private let others = Array(kernels.dropFirst())
  private let block = Int(stet_code_block)

  @Test func `sums are those of the reference, bit for bit`() {
    var random = SeededRandom(3)
    #expect(!others.isEmpty)
    for _ in 0..<60 {
      let (bytes, blocks) = (Int.random(in: 1...70, using: &random), Int.random(in: 0...3, using: &random))
      let tables = (0..<32 * bytes).map { _ in UInt8.random(in: 0...63, using: &random) }
      // Exactly as long as said: the address sanitizer would see a kernel that reads on.
      let signs = (0..<bytes * blocks * block).map { _ in UInt8.random(in: 0...255, using: &random) }
      func sums(_ kernels: stet_code_kernels) -> [UInt16] {
        var sums = [UInt16](repeating: 7, count: blocks * block)
        kernels.sums(tables, signs, Int64(bytes), Int64(blocks), &sums)
        return sums
      }
      let expected = sums(reference)
      for other in others { #expect(sums(other) == expected, "\(String(cString: other.name))") }
    }
  }

  @Test func `keys are those of the reference, and ordered as scores are`() {
    var random = SeededRandom(5)
    for _ in 0..<60 {
      let count = Int.random(in: 0...200, using: &random)
      let sums = (0..<count).map { _ in UInt16.random(in: 0...6000, using: &random) }
      let factors = (0..<count).map { _ in Float.random(in: 0...0.1, using: &random) }
      let threshold = Float.random(in: -300...200, using: &random)
      func keys(_ kernels: stet_code_kernels) -> [UInt64] {
        var keys = [UInt64](repeating: 0, count: count + 1)
        let found = kernels.select(sums, factors, Int64(count), 3000.5, threshold, 40, &keys)
        return Array(keys.prefix(Int(found)))
      }
      let expected = keys(reference)
      func score(_ row: Int) -> Float { factors[row] * (Float(sums[row]) - 3000.5) }
      #expect(expected.map { Int(stet_code_row($0)) - 40 } == (0..<count).filter { score($0) >= threshold })
      let sorted = expected.sorted(by: >).map { Int(stet_code_row($0)) - 40 }
      #expect(zip(sorted, sorted.dropFirst()).allSatisfy { (score($0), $1) >= (score($1), $0) })
      for other in others { #expect(keys(other) == expected, "\(String(cString: other.name))") }
    }
  }

  @Test func `products are those of the reference, at odd sizes and addresses`() {
    var random = SeededRandom(7)
    for _ in 0..<60 {
      let (rows, dimension) = (Int.random(in: 0...9, using: &random), Int.random(in: 1...200, using: &random))
      let limit = Int16(min(32767, Int(Int32.max) / (127 * dimension)))
      let query = (0..<dimension).map { _ in Int16.random(in: -limit...limit, using: &random) }
      let codes = (0..<rows * dimension).map { _ in Int8.random(in: -127...127, using: &random) }
      func products(_ kernels: stet_code_kernels) -> [Int32] {
        var products = [Int32](repeating: 7, count: rows)
        codes.withUnsafeBufferPointer { codes in
          let places = (0..<rows).map { row in codes.baseAddress.map { $0 + row * dimension } }
          kernels.products(query, places, Int64(rows), Int64(dimension), &products)
        }
        return products
      }
      let expected = products(reference)
      for other in others { #expect(products(other) == expected, "\(String(cString: other.name))") }
    }
  }

  @Test func `turns keep lengths and are those of the reference but for rounding`() {
    var random = SeededRandom(9)
    for dimension in [1, 2, 3, 5, 8, 16, 31, 32, 33, 100, 384, 385] {
      let values = (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
      let signs = (0..<4 * dimension).map { _ in Bool.random(using: &random) ? Float(1) : -1 }
      func turned(_ kernels: stet_code_kernels) -> [Float] {
        var values = values
        kernels.rotate(&values, Int64(dimension), signs)
        return values
      }
      func length(_ vector: [Float]) -> Float { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      let expected = turned(reference)
      #expect(abs(length(expected) - length(values)) < 1e-5 * Float(dimension))
      for other in others {
        #expect(zip(turned(other), expected).allSatisfy { abs($0 - $1) < 1e-5 }, "\(String(cString: other.name))")
      }
    }
  }

  @Test func `codes are those of the reference; scales and factors but for rounding`() {
    var random = SeededRandom(11)
    for dimension in [1, 7, 8, 9, 16, 17, 64, 383, 384] {
      var values = (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
      values[dimension / 2] = 0
      let expected = code(values, reference)
      #expect(zip(expected.codes, values).allSatisfy { abs(Float($0) * expected.scale - $1) <= 0.501 * expected.scale })
      for other in others {
        let found = code(values, other)
        #expect(found.codes == expected.codes && found.signs == expected.signs && found.scale == expected.scale)
        #expect(abs(found.factor - expected.factor) <= 1e-5)
      }
    }
    let zeros = code([0, 0, 0], Self.kernels[Self.kernels.count - 1])
    #expect(zeros.codes == [0, 0, 0] && zeros.scale == 0 && zeros.factor == 0)
  }

  private struct Code {
    var codes: [Int8], signs: [UInt8]
    var scale: Float = 7, factor: Float = 7
  }

  private func code(_ values: [Float], _ kernels: stet_code_kernels) -> Code {
    var code = Code(
      codes: [Int8](repeating: 7, count: values.count),
      signs: [UInt8](repeating: 7, count: (values.count + 7) / 8 * block))
    kernels.encode(values, Int64(values.count), &code.codes, &code.signs, &code.scale, &code.factor)
    return code
  }
}
