import Edits
import Foundation
import TestSupport
import Testing

@testable import Mistakes

@Suite struct MistakeMakerTests {
  private static let sentences = [
    "However, the user’s well-known files were moved to the store on Monday, and they have gone.",
    "She doesn't know that it has taken two days; I cannot believe it.", "**An** [apple](a.md) a day!",
    "It rained. We stayed home.",
    "Receive many informal messages from people who often write in a hurry.", "", "...", "word",
  ].map { EditableText($0) }

  @Test func theSameSeedGivesTheSamePairsInAnyOrder() {
    let maker = MistakeMaker(rates: .learner, seed: 5)
    let order = (0..<400).map { $0 }
    let make = { (index: Int) in
      maker.pair(from: Self.sentences[index % Self.sentences.count], index: index).source.bytes
    }
    let forward = order.map(make)
    #expect(forward == Array(order.reversed().map(make).reversed()))
    let other = MistakeMaker(rates: .learner, seed: 6)
    #expect(
      forward != order.map { other.pair(from: Self.sentences[$0 % Self.sentences.count], index: $0).source.bytes })
  }

  @Test func aShareOfSentencesStaysClean() {
    let maker = MistakeMaker(rates: .native, seed: 9)
    let clean = (0..<4000).count { maker.pair(from: Self.sentences[0], index: $0).kinds.isEmpty }
    #expect((1500...1750).contains(clean))
  }

  @Test func cleanPairsAreEqualAndOthersDiffer() {
    let maker = MistakeMaker(rates: .learner, seed: 3)
    for index in 0..<2000 {
      let pair = maker.pair(from: Self.sentences[index % Self.sentences.count], index: index)
      #expect((pair.source.bytes == pair.target.bytes) == pair.kinds.isEmpty)
    }
  }

  @Test func theTagsOfAPairUndoItsMistakes() {
    let maker = MistakeMaker(rates: .learner, seed: 4)
    var undone = 0
    for index in 0..<1000 {
      let pair = maker.pair(from: Self.sentences[index % Self.sentences.count], index: index)
      let revision = Revision.of(pair.source) { EditEncoder().tags(from: $0, to: pair.target) }
      undone += straight(revision.current.bytes) == straight(pair.target.bytes) ? 1 : 0
    }
    #expect(undone >= 998)
  }

  /// A text with straight apostrophes: of which kind one was that is missing, nothing tells.
  private func straight(_ text: [UInt8]) -> String {
    String(decoding: text, as: UTF8.self).replacing("\u{2019}", with: "'")
  }

  @Test func anyBytesGiveAPair() {
    var random = SeededRandom(2)
    let maker = MistakeMaker(rates: .learner, seed: 8)
    for index in 0..<500 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(maker.pair(from: EditableText(bytes), index: index).target.bytes == bytes)
    }
  }

  /// Prints the share of each kind and the speed, over the sentences of a treebank.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["STET_MEASURE"] != nil, "STET_MEASURE is not set"),
    .enabled(if: SharedData.path("data/pos/ud_gum/dev.conllu") != nil, "../shared/data is absent"))
  func speedAndShares() throws {
    let path = try #require(SharedData.path("data/pos/ud_gum/dev.conllu"))
    let list = try #require(SharedData.path("data/spelling/wikipedia.txt"))
    let texts = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("# text = ") }.map { String($0.dropFirst(9)) }
    let spelling = KnownMisspellings(list: try String(contentsOfFile: list, encoding: .utf8))
    let maker = MistakeMaker(kinds: MistakeKinds.all + [spelling], rates: .native, seed: 1)
    var (counts, pairs, undone) = ([String: Int](), 0, 0)
    let start = clock()
    for round in 0..<10 {
      for (index, text) in texts.enumerated() {
        let pair = maker.pair(from: EditableText(text), index: round * texts.count + index)
        pairs += 1
        for kind in pair.kinds { counts[kind, default: 0] += 1 }
      }
    }
    print(pairs, "pairs", Double(pairs) / (Double(clock() - start) / Double(CLOCKS_PER_SEC)), "a second", counts)
    for (index, text) in texts.enumerated() {
      let pair = maker.pair(from: EditableText(text), index: index)
      let revision = Revision.of(pair.source) { EditEncoder().tags(from: $0, to: pair.target) }
      undone += revision.current.bytes == pair.target.bytes ? 1 : 0
      if index % 12 == 0, !pair.kinds.isEmpty { print(pair.kinds, pair.source.string) }
    }
    print("undone", undone, "of", texts.count)
    #expect(pairs == 10 * texts.count && undone <= texts.count)
  }
}
