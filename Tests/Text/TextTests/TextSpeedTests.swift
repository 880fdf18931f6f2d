import Foundation
import TestSupport
import Testing

@testable import Text

/// Prints how fast the target is, in processor time; for people, so it runs only when asked to.
///
/// See the target's README.
@Suite(
  .serialized, .enabled(if: ProcessInfo.processInfo.environment["STET_MEASURE"] != nil, "STET_MEASURE is not set"))
struct TextSpeedTests {
  @Test(.enabled(if: SharedData.path("data/pos/ud_gum/dev.conllu") != nil, "../shared/data/pos is absent"))
  func sentencesAndHashes() throws {
    let texts = try ["ud_gum", "ud_ewt"].flatMap { try goldParagraphs("data/pos/\($0)/dev.conllu").map(\.text) }
    let bytes = Double(texts.reduce(0) { $0 + $1.count })
    var found = 0
    let segmenting = seconds(rounds: 50) {
      for text in texts { found += SentenceSegmenter().sentences(in: text).count }
    }
    print("segmentation", bytes / segmenting / 1e6, "MB/s")
    var hashes: Set<ContentHash> = []
    let hashing = seconds(rounds: 1) { for text in texts { hashes.insert(ContentHash(text)) } }
    print("hash of a paragraph and set insertion", bytes / hashing / 1e6, "MB/s")
    #expect(found >= 50 * texts.count && hashes.count <= texts.count)
  }

  @Test(arguments: [10_000, 100_000, 1_000_000, 10_000_000])
  func editsAndPositions(size: Int) {
    var random = SeededRandom(1)
    let line = Array("A line of prose with some words in it, and a é or 😀.\n".utf8)
    let text = (0..<size / line.count).flatMap { _ in line }
    var rope = Rope()
    let building = seconds(rounds: 1) { rope = Rope(utf8: text) }
    let edit = seconds(rounds: 20_000) {
      let place = random.below(rope.count)
      rope.replace(place..<place, with: [0x78])
    }
    var sum = 0
    let place = seconds(rounds: 20_000) {
      sum += rope.offset(of: rope.position(at: random.below(rope.count), in: .utf16), in: .utf16)
    }
    print(size, "bytes: build", building * 1e3, "ms; edit", edit * 1e6, "µs; position and back", place * 1e6, "µs")
    #expect(rope.count == text.count + 20_000 && sum > 0)
  }

  /// Processor time of one round.
  private func seconds(rounds: Int, _ body: () -> Void) -> Double {
    let start = clock()
    for _ in 0..<rounds { body() }
    return Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(rounds)
  }
}
