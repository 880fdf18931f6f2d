/// How much of a long text a model is given.
enum ContextWindow {
  /// Bytes for each token: more than prose has.
  private static let bytesPerToken = 6

  /// The end of `text`, of at least as many bytes as `tokens` tokens have; it begins at white space.
  ///
  /// Its beginning moves only once in a while as the text grows, so that what was computed for it stays useful. O(result).
  static func recent(_ text: [UInt8], tokens: Int) -> [UInt8] {
    let step = tokens * bytesPerToken
    guard text.count > 2 * step else { return text }
    var start = text.count / step * step - step
    let limit = start + step / 2
    while start < limit, !isBlank(text[start]) { start += 1 }
    // A blank belongs to the word behind it, a line break to the line before.
    if text[start] == 0x0A, start + 1 < text.count { start += 1 }
    while text[start] & 0xC0 == 0x80, start + 1 < text.count { start += 1 }
    return Array(text[start...])
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
}
