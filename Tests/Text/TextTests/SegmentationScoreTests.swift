import TestSupport
import Testing

@testable import Text

/// Boundary scores on the dev parts of two treebanks; `recipes/segmentation` measures other segmenters on the same input.
@Suite struct SegmentationScoreTests {
  @Test(
    .enabled(if: SharedData.path("data/pos/ud_gum/dev.conllu") != nil, "../shared/data/pos is absent"),
    arguments: [("ud_gum", 98.0, 97.0), ("ud_ewt", 92.5, 88.0)])
  func theEndsOfSentencesAreFound(treebank: String, all: Double, inner: Double) throws {
    let paragraphs = try goldParagraphs("data/pos/\(treebank)/dev.conllu")
    var (hits, found, gold) = (0, 0, 0)
    for paragraph in paragraphs {
      let ends = Set(SentenceSegmenter().sentences(in: paragraph.text).map(\.upperBound))
      hits += ends.intersection(paragraph.ends).count
      found += ends.count
      gold += paragraph.ends.count
    }
    let trivial = paragraphs.count
    print(
      treebank, "F1 of all ends", f1(hits, found, gold), "of inner ends",
      f1(hits - trivial, found - trivial, gold - trivial))
    #expect(f1(hits, found, gold) >= all)
    #expect(f1(hits - trivial, found - trivial, gold - trivial) >= inner)
  }

  private func f1(_ hits: Int, _ found: Int, _ gold: Int) -> Double { 200 * Double(hits) / Double(found + gold) }
}
