import CKernels
import Tensors
import TestSupport
import Testing

/// Products in bfloat16 of every instruction set that runs here, against plain loops.
@Suite struct MatrixProductsTests {
  /// Sizes around those of a tile (16 rows, 32 deep) and of a block of tiles.
  private static let sizes = [1, 2, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 70, 100]

  /// A factor in memory of its own, with numbers that must not be read between its rows.
  private struct Factor {
    let values: [Float]
    let distance: Int
    let isTurned: Bool

    init(rows: Int, depth: Int, _ random: inout SeededRandom) {
      isTurned = Bool.random(using: &random)
      let (lines, width) = isTurned ? (depth, rows) : (rows, depth)
      distance = width + Int.random(in: 0...3, using: &random)
      var values = [Float](repeating: .nan, count: lines * distance - (distance - width))
      for line in 0..<lines {
        for place in 0..<width { values[line * distance + place] = Float.random(in: -1...1, using: &random) }
      }
      self.values = values
    }

    func withFactor<R>(_ body: (stet_factor) -> R) -> R {
      values.withUnsafeBufferPointer {
        body(stet_factor(values: $0.baseAddress, distance: Int64(distance), turned: isTurned ? 1 : 0))
      }
    }
  }

  private func product(
    _ products: stet_products, _ a: Factor, _ b: Factor, _ rows: Int, _ columns: Int, _ depth: Int,
    into c: [Float], distance: Int, adding: Bool
  ) -> [Float] {
    var c = c
    // Its last byte is the last that may be written.
    let size = products.scratch_size(Int64(rows), Int64(columns), Int64(depth))
    var scratch = [UInt8](repeating: 0xFF, count: max(1, size))
    a.withFactor { a in
      b.withFactor { b in
        products.multiply(
          a, b, Int64(rows), Int64(columns), Int64(depth), &c, Int64(distance), adding ? 1 : 0, &scratch)
      }
    }
    return c
  }

  @Test(.enabled(if: !MatrixProducts.hardware.isEmpty, "this processor multiplies no bfloat16"))
  func equalReferenceOnOddSizes() {
    var random = SeededRandom(77)
    for products in MatrixProducts.hardware {
      let name = String(cString: products.name)
      for _ in 0..<200 {
        let rows = Self.sizes.randomElement(using: &random) ?? 1
        let columns = Self.sizes.randomElement(using: &random) ?? 1
        let depth = Self.sizes.randomElement(using: &random) ?? 1
        let distance = columns + Int.random(in: 0...2, using: &random)
        let (a, b) = (
          Factor(rows: rows, depth: depth, &random), Factor(rows: columns, depth: depth, &random)
        )
        let start = (0..<rows * distance).map { _ in Float.random(in: -1...1, using: &random) }
        let adding = Bool.random(using: &random)
        let result = product(products, a, b, rows, columns, depth, into: start, distance: distance, adding: adding)
        let plain = product(
          stet_products_reference, a, b, rows, columns, depth, into: start, distance: distance, adding: adding)
        // Factors are rounded alike; only the order of the sums differs.
        let far = zip(result, plain).first { !(abs($0.0 - $0.1) <= 1e-5) }
        #expect(far == nil, "\(name), \(rows) x \(columns) x \(depth): \(String(describing: far))")
      }
    }
  }

  @Test func theReferenceRoundsToEightBits() {
    // 1 + 2^-8 lies between two numbers of 8 bits and goes to the even one, 1; 1 + 3 * 2^-8 goes to 1 + 2^-6.
    var sums = [Float](repeating: 0, count: 4)
    let (x, ones): ([Float], [Float]) = ([1.00390625, 1.01171875], [1, 1])
    x.withUnsafeBufferPointer { x in
      ones.withUnsafeBufferPointer { ones in
        stet_products_reference.multiply(
          stet_factor(values: x.baseAddress, distance: 1, turned: 0),
          stet_factor(values: ones.baseAddress, distance: 1, turned: 0), 2, 2, 1, &sums, 2, 0, nil)
      }
    }
    #expect(sums == [1, 1, 1.015625, 1.015625])
  }
}
