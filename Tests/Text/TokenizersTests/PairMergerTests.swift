import TestSupport
import Testing

@testable import Tokenizers

@Suite struct PairMergerTests {
  /// What the definition says: the pair of the smallest rank, of equal ones the leftmost, until none is left.
  static func merged(_ ids: [Int32], _ table: MergeTable) -> [Int32] {
    var ids = ids
    while true {
      let ranks = ids.indices.dropLast().map { table.rank(ids[$0], ids[$0 + 1]) }
      guard let best = ranks.min(), best != MergeTable.none, let place = ranks.firstIndex(of: best) else { return ids }
      ids.replaceSubrange(place...place + 1, with: [table.results[Int(best)]])
    }
  }

  @Test(arguments: [2, 10, 47, 48, 49, 50, 120])
  func mergesAsTheDefinitionSays(_ length: Int) {
    var random = SeededRandom(UInt64(length))
    for _ in 0..<30 {
      // Tokens 0 to 3 are bytes; every merge makes a new one of any two before.
      var merges: [(left: Int32, right: Int32, result: Int32)] = []
      for result in Int32(4)..<24 {
        let left = Int32.random(in: 0..<result, using: &random)
        merges.append((left, Int32.random(in: 0..<result, using: &random), result))
      }
      let table = MergeTable(merges)
      let ids = (0..<length).map { _ in Int32.random(in: 0..<4, using: &random) }
      var merger = PairMerger()
      merger.parts = ids.map { PairMerger.Part(id: $0, length: 1) }
      merger.merge(table)
      #expect(merger.parts.map(\.id) == Self.merged(ids, table))
      #expect(merger.parts.reduce(0) { $0 + $1.length } == Int32(length))
    }
  }

  @Test func ofEqualPairsTheLastCounts() {
    let table = MergeTable([(0, 1, 2), (0, 1, 3)])
    #expect(table.rank(0, 1) == 1 && table.results[1] == 3 && table.rank(1, 0) == MergeTable.none)
  }
}
