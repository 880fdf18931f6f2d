package import Documents
package import Spelling

extension LocatedFinding {
  /// The finding with its replacements, which are made on demand: about a millisecond for a word that is new.
  ///
  /// A replacement that is far ahead of the next, and sure, makes the finding safe to fix unasked.
  package func withReplacements(from checker: SpellChecker?, limit: Int = 5) -> Finding {
    guard let word, let checker else { return finding }
    let suggestions = checker.suggestions(for: word, in: context, limit: limit)
    let best = suggestions.first?.confidence ?? 0
    let isSafe =
      best >= Self.safeConfidence && finding.confidence >= Self.sureConfidence
      && suggestions.first?.text.contains(" ") == false
    return Finding(
      code: finding.code, severity: finding.severity, message: message(suggestions), range: finding.range,
      replacements: suggestions.map { Finding.Replacement(text: $0.text, confidence: $0.confidence) },
      confidence: finding.confidence, isSafe: isSafe)
  }

  /// How sure the finding must be before nobody is asked.
  private static let sureConfidence = 0.8
  /// How sure its first replacement must be: at this confidence 97 % of them were right, see the README of Spelling.
  private static let safeConfidence = 0.95

  /// Below this confidence a replacement is one of many guesses: listed, but no question to ask.
  private static let worthTelling = 0.1

  private func message(_ suggestions: [Suggestion]) -> String {
    guard let first = suggestions.first, first.confidence >= Self.worthTelling else { return finding.message }
    return "\(finding.message): did you mean “\(first.text)”?"
  }
}
