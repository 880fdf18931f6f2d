import Foundation

@testable import Spelling

/// What the tests of this target share: one checker, and texts with marked words.
enum Fixture {
  /// nil where Hunspell's en_US is not installed.
  static let checker: SpellChecker? = try? SpellChecker()

  static var hasDictionary: Bool { checker != nil }

  /// The unknown words of a text.
  static func unknown(_ text: String, literals: [Range<Int>] = []) -> [String] {
    checker?.analyze(Array(text.utf8), literals: literals).candidates.map(\.word) ?? []
  }

  /// The findings of a document made of `sentences`, by sentence.
  static func findings(_ sentences: [String], wordLists: [WordList] = []) -> [[String]] {
    guard let checker else { return [] }
    let analyses = sentences.map { checker.analyze(Array($0.utf8)) }
    var vocabulary = DocumentVocabulary()
    for analysis in analyses { vocabulary.add(analysis) }
    return analyses.map {
      checker.findings(in: $0, vocabulary: vocabulary, wordLists: wordLists).map(\.word)
    }
  }
}
