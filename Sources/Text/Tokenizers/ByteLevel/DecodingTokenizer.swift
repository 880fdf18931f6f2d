/// A tokenizer that turns ids back into text.
package protocol DecodingTokenizer: Tokenizer {
  /// Appends the bytes that a token stands for; nothing for an id without a token.
  ///
  /// The bytes of one token may be part of a character: only those of all tokens together are text. With
  /// `skipsSpecialTokens` the special ones stand for nothing.
  func appendBytes(of id: Int32, skipsSpecialTokens: Bool, to bytes: inout [UInt8])
}

extension DecodingTokenizer {
  /// The text of `ids`; U+FFFD for what is no UTF-8.
  package func decode(_ ids: some Sequence<Int32>, skipsSpecialTokens: Bool = true) -> String {
    var bytes: [UInt8] = []
    for id in ids { appendBytes(of: id, skipsSpecialTokens: skipsSpecialTokens, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ByteLevelTokenizer: DecodingTokenizer {
  package func appendBytes(of id: Int32, skipsSpecialTokens: Bool, to bytes: inout [UInt8]) {
    guard let content = added.content(of: id) else {
      bytes.append(contentsOf: configuration.vocabulary.bytes(id))
      return
    }
    guard !(skipsSpecialTokens && added.isSpecial(id)) else { return }
    bytes.append(contentsOf: ByteAlphabet.bytes(of: content) ?? Array(content.utf8))
  }
}
