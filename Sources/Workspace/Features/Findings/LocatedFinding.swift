package import Documents
package import Spelling
package import Store

/// A finding with what is needed to act on it later.
package struct LocatedFinding: Sendable, Equatable {
  package let finding: Finding
  /// The snapshot's sentence in which it lies.
  package let sentence: Int
  /// What is remembered when a person lets it stand: independent of where the sentence is.
  package let dismissal: Dismissal
  /// The word that a dictionary would take in, for findings about a word.
  package let word: String?
  /// What stands beside that word; it helps to rank replacements.
  package let context: WordContext
}
