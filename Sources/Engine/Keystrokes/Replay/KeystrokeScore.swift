/// What suggestions saved a person who typed some texts.
package struct KeystrokeScore: Sendable, Equatable {
  /// What the texts have; as many keys without suggestions.
  package var characters = 0
  /// Keys pressed: characters typed and keys that accept.
  package var keys = 0
  /// How often a predictor was asked.
  package var requests = 0
  /// Suggestions that appeared; one through which a person types on counts once.
  package var shown = 0
  /// Those of them whose first unit was right.
  package var right = 0
  /// Those of them that were right from end to end.
  package var whole = 0
  /// Acceptances.
  package var accepted = 0

  package init() {}

  /// The share of keystrokes saved; 0 without any text.
  package var saved: Double { characters == 0 ? 0 : 1 - Double(keys) / Double(characters) }
  /// The share of the suggestions shown that began rightly; 0 where none was shown.
  package var precision: Double { shown == 0 ? 0 : Double(right) / Double(shown) }
  /// The share of the suggestions shown that were right from end to end; 0 where none was shown.
  package var wholePrecision: Double { shown == 0 ? 0 : Double(whole) / Double(shown) }

  package static func += (left: inout KeystrokeScore, right: KeystrokeScore) {
    left.characters += right.characters
    left.keys += right.keys
    left.requests += right.requests
    left.shown += right.shown
    left.right += right.right
    left.whole += right.whole
    left.accepted += right.accepted
  }
}
