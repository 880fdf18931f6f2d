import Documents

@testable import Rules

/// A sentence as a document would give it to the rules.
enum RuleFixture {
  static func sentence(_ text: String) -> Sentence {
    Sentence(prose: Array(text.utf8))
  }

  /// What the rules say about `text`, all of them or those of one code.
  static func findings(_ text: String, code: String? = nil, rules: RuleSet = .standard) -> [SentenceFinding] {
    rules.findings(in: sentence(text)).filter { code == nil || $0.code == code }
  }

  /// `text` with the first replacement of each finding of one code.
  static func corrected(_ text: String, code: String, rules: RuleSet = .standard) -> String {
    var bytes = Array(text.utf8)
    for finding in findings(text, code: code, rules: rules).reversed() {
      guard let replacement = finding.replacements.first else { continue }
      bytes.replaceSubrange(finding.range, with: replacement.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
