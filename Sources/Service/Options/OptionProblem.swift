import Support

/// Something in the options that was not understood; everything else applies all the same.
package struct OptionProblem: HintedError, Equatable {
  /// `option-unknown-key`, `option-invalid-value`, `option-syntax` or `option-file`.
  package let code: String
  /// What is wrong, and what was expected.
  package let message: String
  package let hint: String
  /// The file, absolute, or nil for what the editor sent.
  package let file: String?
  /// 1-based, where it is known.
  package let line: Int?
  /// The key with its sections, as its author spells it; empty when it concerns the file as a whole.
  package let key: String

  /// The problem as a compiler would print it: `file:line: message. hint`.
  package var description: String {
    let place = [file ?? "editor settings", line.map(String.init)].compactMap(\.self).joined(separator: ":")
    return "\(place): \(message)" + (hint.isEmpty ? "" : ". \(hint)")
  }
}
