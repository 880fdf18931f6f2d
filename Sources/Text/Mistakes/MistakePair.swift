package import Edits

/// A sentence with mistakes and the same without.
package struct MistakePair: Sendable {
  /// What was made of the target; the same text where it stayed clean.
  package let source: EditableText
  package let target: EditableText
  /// The kinds of the mistakes, in the order of the text.
  package let kinds: [String]
}
