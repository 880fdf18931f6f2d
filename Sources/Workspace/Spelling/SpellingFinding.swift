/// A word that is probably misspelt.
package struct SpellingFinding: Sendable, Equatable {
  /// The code of every finding of this kind.
  package static let code = "spelling.unknown-word"

  /// Bytes of the sentence's prose.
  package let range: Range<Int>
  /// The word with straight apostrophes and without soft hyphens; what goes into a dictionary.
  package let word: String
  /// How sure it is that the word is wrong, 0 to 1.
  package let confidence: Double
  /// What stands beside the word, to be handed to `SpellChecker.suggestions`.
  package let context: WordContext

  /// What is wrong, for a person.
  package var message: String { "Unknown word “\(word)”" }
}
