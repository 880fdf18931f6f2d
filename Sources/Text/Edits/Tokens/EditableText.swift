/// A text and its tokens: what tags are laid on.
///
/// White space belongs to no token, so what no edit touches stays as it is, to the byte. Immutable.
package struct EditableText: Sendable {
  /// The text, which need not be valid UTF-8.
  package let bytes: [UInt8]
  /// In order, without overlap.
  package let tokens: [EditToken]

  /// Divides a text.
  ///
  /// O(bytes).
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens = TokenScanner(bytes).tokens()
  }

  /// Divides a text.
  ///
  /// O(bytes).
  package init(_ text: String) { self.init(Array(text.utf8)) }

  /// The text as a string; bytes that are no UTF-8 become replacement characters.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the text writes ’ where others write ': it has curly marks and no straight apostrophe.
  var hasCurlyApostrophes: Bool {
    !bytes.contains(0x27)
      && tokens.contains { $0.text.unicodeScalars.contains { (0x2018...0x201D).contains($0.value) } }
  }

  /// Whether white space separates a token from the one before it; true for the first.
  func isSpaced(_ index: Int) -> Bool {
    index == 0 || tokens[index - 1].bytes.upperBound < tokens[index].bytes.lowerBound
  }

  /// Whether several spaces on one line separate a token from the one before it.
  func hasDoubledSpace(before index: Int) -> Bool {
    guard index > 0 else { return false }
    let gap = bytes[tokens[index - 1].bytes.upperBound..<tokens[index].bytes.lowerBound]
    return gap.count > 1 && gap.allSatisfy { $0 == 0x20 }
  }

  /// Whether a token stands against both its neighbours, like the hyphen of "well-known".
  func isGlued(_ index: Int) -> Bool {
    index > 0 && index + 1 < tokens.count && !isSpaced(index) && !isSpaced(index + 1)
  }
}
