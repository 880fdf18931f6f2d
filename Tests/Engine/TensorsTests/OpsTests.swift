import Tensors
import TestSupport
import Testing

@Suite struct OpsTests {
  private let x = Tensor(rows: 5, columns: 2, [3, 4, 0, 0, 1, -1, 5, 2, -3, 8])
  /// Two sequences and an empty one.
  private let offsets = [0, 2, 2, 5]

  @Test(arguments: [
    (PoolingMode.first, [3, 4, 0, 0, 1, -1] as [Float]), (.last, [0, 0, 0, 0, -3, 8]), (.max, [3, 4, 0, 0, 5, 8]),
    (.mean, [1.5, 2, 0, 0, 1, 3]),
    (
      .meanSquareRootLength,
      [
        3 / Float(2).squareRoot(), 4 / Float(2).squareRoot(), 0, 0, 3 / Float(3).squareRoot(),
        9 / Float(3).squareRoot(),
      ]
    ),
  ])
  func poolingMakesOneRowPerSequence(_ mode: PoolingMode, expected: [Float]) {
    let pooled = Execution().pool(x, mode, offsets: offsets).elements
    #expect(zip(pooled, expected).allSatisfy { abs($0 - $1) < 1e-6 } && pooled.count == expected.count)
  }

  @Test func normalizedRowsHaveLengthOneAndZerosStay() {
    let rows = Execution().normalize(x).elements
    #expect(Array(rows[0..<4]) == [0.6, 0.8, 0, 0])
  }

  @Test func attentionStaysWithinItsSequence() {
    var random = SeededRandom(6)
    let (heads, hidden) = (3, 15)
    let lengths = [4, 1, 0, 19]
    let rows = lengths.reduce(0, +)
    let values = (0..<rows * 3 * hidden).map { _ in Float.random(in: -1...1, using: &random) }
    let offsets = lengths.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    let together = Execution().attention(
      Tensor(rows: rows, columns: 3 * hidden, values), offsets: offsets, heads: heads)
    for (start, end) in zip(offsets, offsets.dropFirst()) where start < end {
      let part = Tensor(rows: end - start, columns: 3 * hidden, Array(values[start * 3 * hidden..<end * 3 * hidden]))
      let alone = Execution().attention(part, offsets: [0, end - start], heads: heads)
      #expect(alone.elements == Array(together.elements[start * hidden..<end * hidden]))
    }
  }

  @Test func packedBatchKeepsIdsTypesAndOffsets() {
    var batch = PackedBatch([[1, 2, 3], []])
    batch.append([4, 5] as [Int32], typeIDs: [0, 1] as [UInt8])
    #expect(batch.ids == [1, 2, 3, 4, 5])
    #expect(batch.typeIDs == [0, 0, 0, 0, 1])
    #expect(batch.offsets == [0, 3, 3, 5])
    #expect(batch.longest == 3 && batch.sequenceCount == 3)
  }
}
