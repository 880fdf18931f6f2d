/// A word with its apostrophes, a number, or a punctuation mark: what one tag changes.
package struct EditToken: Sendable, Equatable {
  /// What a token is made of.
  package enum Kind: Sendable {
    /// Letters, digits and what joins them: "don't", "3.14", "snake_case".
    case word
    /// One mark, or several equal ones: ",", "...", "**".
    case mark
  }

  /// Where it is in the text.
  package let bytes: Range<Int>
  package let text: String
  package let kind: Kind

  /// The text in small letters, with ' for ’: what words are looked up by.
  package let key: String

  init(bytes: Range<Int>, text: String, kind: Kind) {
    (self.bytes, self.text, self.kind) = (bytes, text, kind)
    key = text.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) } ? text : Self.key(of: text)
  }

  private static func key(of text: String) -> String {
    let lower = text.lowercased()
    return lower.utf8.contains(0xE2) ? String(lower.map { $0 == "\u{2019}" ? "'" : $0 }) : lower
  }

  /// Whether it is a hyphen in one of its forms.
  var isHyphen: Bool { text == "-" || text == "\u{2010}" || text == "\u{2011}" }
}
