import Documents
import Foundation
import Support
import TestSupport
import Testing
import Text

@testable import Spelling

/// How good the ranking is, on the half of the lists of misspellings that nothing was fitted on, and how quiet on clean
/// text.
///
/// A small sample by default; `STET_SPELLING_SAMPLE=2000` measures and prints, `STET_SPELLING_TEXT=FILE` names a text
/// without mistakes, one paragraph a line.
@Suite(.enabled(if: Fixture.hasDictionary, "needs Hunspell's en_US"))
struct SpellingQualityTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test(
    .enabled(if: SharedData.path("data/spelling/wikipedia.txt") != nil, "needs the lists of misspellings"),
    arguments: ["wikipedia.txt", "codespell.txt", "typos_words.csv"])
  func ranksWhatWasMeantFirst(list: String) throws {
    let checker = try #require(Fixture.checker)
    let sample = Int(Self.environment["STET_SPELLING_SAMPLE"] ?? "") ?? 6
    let pairs = try heldOut(list, count: sample)
    var (known, first, five) = (0, 0, 0)
    for (wrong, right) in pairs {
      known += checker.knows(wrong) ? 1 : 0
      let found = checker.suggestions(for: wrong, limit: 5).map(\.text)
      first += found.first.map(right.contains) == true ? 1 : 0
      five += found.contains(where: right.contains) ? 1 : 0
    }
    if sample > 6 { print("\(list): \(pairs.count) words, known \(known), first \(first), among five \(five)") }
    #expect(known * 10 <= pairs.count && first * 10 >= pairs.count * 6 && five * 10 >= pairs.count * 7)
  }

  @Test(.enabled(if: environment["STET_SPELLING_TEXT"] != nil, "STET_SPELLING_TEXT names a clean text"))
  func isQuietOnCleanText() throws {
    let checker = try #require(Fixture.checker)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.environment["STET_SPELLING_TEXT"] ?? "")))
    let snapshot = Document(uri: "file:///text", languageID: "plaintext", version: 1, utf8: bytes).snapshot
    let analyses = snapshot.sentences.map { checker.analyze($0) }
    var vocabulary = DocumentVocabulary()
    for analysis in analyses { vocabulary.add(analysis) }
    let found = analyses.reduce(0) { $0 + checker.findings(in: $1, vocabulary: vocabulary).count }
    let words = bytes.split { $0 <= 32 }.count
    print("\(found) findings in \(words) words")
    #expect(found * 1000 <= words * 6)
  }

  /// The pairs of a list with an odd hash; the even ones were for fitting.
  private func heldOut(_ list: String, count: Int) throws -> [(wrong: String, right: [String])] {
    let path = try #require(SharedData.path("data/spelling/\(list)"))
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let pairs = lines.compactMap { line -> (wrong: String, right: [String])? in
      let parts = line.replacing("->", with: ",").split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard parts.count > 1, parts[0].utf8.allSatisfy({ $0 < 128 }), Self.order(parts[0]) & 1 == 1 else { return nil }
      return (parts[0], Array(parts[1...]))
    }
    return Array(pairs.sorted { Self.order($0.wrong + "x") < Self.order($1.wrong + "x") }.prefix(count))
  }

  private static func order(_ word: String) -> UInt64 { Lexicon.hash(Array(word.utf8)) }
}
