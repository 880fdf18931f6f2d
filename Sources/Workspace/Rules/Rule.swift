import Documents

/// Something that can be seen in one sentence without a model.
///
/// A pure function of the sentence: the same text gives the same findings, on any thread, and any bytes are allowed. Rules run
/// over every sentence that comes, so they look at bytes and words that are already cut, and use no regular expressions.
protocol Rule: Sendable {
  /// What the documentation, reports and hovers say about it.
  var description: RuleDescription { get }

  /// What is wrong in a sentence, in the order of the text.
  ///
  /// O(n).
  func findings(in text: RuleText) -> [SentenceFinding]
}

extension Rule {
  /// A finding of this rule.
  ///
  /// - Parameters:
  ///   - range: bytes of the prose.
  ///   - replacements: best first.
  ///   - confidence: how sure the finding is; the first replacement is as sure.
  ///   - isSafe: whether the replacement may be applied unasked, where this occurrence is less clear than the rule says.
  func finding(
    _ range: Range<Int>, _ message: String, _ replacements: [String], confidence: Double = 0.95, isSafe: Bool? = nil
  ) -> SentenceFinding {
    let share = 1 / Double(max(1, replacements.count))
    return SentenceFinding(
      code: description.code, range: range, message: message,
      replacements: replacements.enumerated().map { index, text in
        Finding.Replacement(text: text, confidence: index == 0 ? max(confidence * share, 0.5) : confidence * share)
      }, severity: description.severity, confidence: confidence,
      isSafe: (isSafe ?? description.isSafe) && replacements.count == 1)
  }
}
