import Tokenizers

/// A text that someone is typing, as a model should see it: tokens that are settled, and the bytes of the word that may still grow.
///
/// A tokenizer gives "inter" another token than the beginning of "interesting", so a model that has seen that token is led astray. The unfinished
/// word is therefore not given as tokens: it becomes a condition on those that follow (token healing).
struct TypedText {
  /// Tokens of what stands before the word, the model's beginning first.
  let settled: [Int32]
  /// What the next tokens must stand for before they are free.
  ///
  /// Where the tokenizer puts a blank before a text, it is here too.
  let pending: [UInt8]
  /// The tokens that the tokenizer makes of it.
  private let canonical: [Int32]

  /// Words of more tokens than this are settled but for their last few.
  private static let longestWord = 6

  /// - Parameter limit: the most settled tokens; the oldest give way, many at a time, so that the same ones stay for a while.
  init(_ text: [UInt8], _ tokenizer: any Tokenizer, beginning: Int32?, limit: Int) {
    let encoding = tokenizer.encode(text, addSpecialTokens: false)
    let first = Self.unfinished(encoding)
    let start = first < encoding.count ? encoding.range(at: first).lowerBound : text.count
    var source = Array(text[start...])
    if first == 0, Self.hasOwnBlank(encoding, source, tokenizer) { source.insert(UInt8(ascii: " "), at: 0) }
    pending = source
    canonical = Array(encoding.ids[first...])
    let opening = beginning.map { [$0] } ?? []
    settled = opening + Self.latest(encoding.ids[..<first], limit - opening.count)
  }

  /// The tokenizer's own next token of what is pending, as long as all before it were its own; nil for the last one, which may still grow.
  func canonicalToken(after tokens: [Int32]) -> Int32? {
    tokens.count + 1 < canonical.count && canonical.starts(with: tokens) ? canonical[tokens.count] : nil
  }

  /// The first token of the last word.
  private static func unfinished(_ encoding: Encoding) -> Int {
    guard let word = encoding.beginsWord.lastIndex(of: true) else { return encoding.count }
    guard encoding.count - word > longestWord else { return word }
    // A character's bytes may be several tokens, whose ranges are the whole of it: a word is divided between characters.
    let places = encoding.count - longestWord + 2..<encoding.count
    let divided = places.first { encoding.range(at: $0).lowerBound == encoding.range(at: $0 - 1).upperBound }
    return divided ?? word
  }

  /// Whether the first token has a blank that the text lacks.
  private static func hasOwnBlank(_ encoding: Encoding, _ source: [UInt8], _ tokenizer: any Tokenizer) -> Bool {
    guard let tokenizer = tokenizer as? any DecodingTokenizer else { return false }
    var bytes: [UInt8] = []
    for id in encoding.ids { tokenizer.appendBytes(of: id, skipsSpecialTokens: true, to: &bytes) }
    return bytes.first == UInt8(ascii: " ") && bytes.dropFirst().elementsEqual(source)
  }

  /// The last of the ids, so that the first one changes only once for every quarter of the limit.
  private static func latest(_ ids: ArraySlice<Int32>, _ limit: Int) -> ArraySlice<Int32> {
    guard ids.count > limit else { return ids }
    let step = max(1, limit / 4)
    let excess = (ids.count - limit + step - 1) / step * step
    return ids.dropFirst(min(excess, ids.count - 1))
  }
}
