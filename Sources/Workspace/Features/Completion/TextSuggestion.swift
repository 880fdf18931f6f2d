import Generation

/// How what somebody writes may go on.
package struct TextSuggestion: Sendable, Equatable {
  /// What follows what is typed; UTF-8, never empty, not ending with a blank.
  package let bytes: [UInt8]
  /// At least so probable is exactly this by the model's own estimate, 0 to 1.
  package let confidence: Double

  /// Nil where nothing that can be read follows.
  init?(_ completion: Completion) { self.init(completion.bytes, completion.probability) }

  init?(_ bytes: [UInt8], _ confidence: Double) {
    // A poor model says control characters and halves of characters too: it ends before them.
    let text = String(decoding: bytes, as: UTF8.self)
    let readable = text.unicodeScalars.prefix { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{FFFD}" }
    var bytes = Array(String(readable).utf8)
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    guard !bytes.isEmpty else { return nil }
    (self.bytes, self.confidence) = (bytes, confidence)
  }

  /// What is left of it once its writer has typed more; nil where it was something else, or all of it.
  func rest(after typed: ArraySlice<UInt8>) -> TextSuggestion? {
    guard bytes.count > typed.count, bytes.starts(with: typed) else { return nil }
    return TextSuggestion(Array(bytes.dropFirst(typed.count)), confidence)
  }

  /// The bytes as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
