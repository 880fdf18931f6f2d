import Features
import Options
import Rules
import Spelling

/// What decides about the findings of one document.
struct DocumentRules: Sendable {
  /// The dictionary; nil when it is not installed.
  var checker: SpellChecker?
  var rules = RuleSet.standard
  var policy: FindingPolicy
  /// Larger documents are not analysed.
  var byteLimit: Int
  var annotations = Options.Annotations()
  /// What is suggested while somebody writes.
  var completion = Options.Complete()
  /// Whether the project's options leave the file out.
  var isIgnored = false
}
