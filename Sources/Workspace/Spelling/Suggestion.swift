/// A word, or two, that may have been meant in place of an unknown one.
package struct Suggestion: Sendable, Equatable {
  /// Written large and small like the unknown word.
  package let text: String
  /// How likely it is what was meant, 0 to 1, among all that were considered.
  package let confidence: Double
  /// The logarithm behind the confidence: what a context adds to.
  let score: Float
  /// The weighted edit distance; infinite for a proposal from Hunspell only.
  let cost: Float

  /// The same with another text.
  func replacingText(_ text: String) -> Suggestion {
    Suggestion(text: text, confidence: confidence, score: score, cost: cost)
  }

  /// Gives a suggestion the capitals of the typed word.
  static func cased(_ text: [UInt8], like typed: [UInt8]) -> String {
    var text = text
    if typed.count > 1, typed.allSatisfy({ $0 == $0.small ? !$0.isLetter : true }) {
      return String(decoding: text, as: UTF8.self).uppercased()
    }
    if typed.first?.isCapital == true, text[0].isLetter { text[0] &= ~32 }
    return String(decoding: text, as: UTF8.self)
  }
}
