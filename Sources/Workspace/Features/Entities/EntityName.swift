/// A name as it is written, cut to the name itself.
///
/// What the model marks may end in a possessive or stand between quotation marks; neither belongs to the name, and a rename must not touch it.
struct EntityName: Sendable, Equatable {
  /// Bytes of the sentence's text.
  let range: Range<Int>
  /// White space as single blanks.
  let surface: String
  /// Small letters, without an article: what "The Acme Company" and "Acme company" share.
  let key: String

  /// The name in `range` of a text; nil when nothing is left of it.
  init?(_ range: Range<Int>, of text: [UInt8]) {
    let range = Self.trimmed(range.clamped(to: 0..<text.count), of: text)
    guard !range.isEmpty else { return nil }
    self.range = range
    let words = String(decoding: text[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    surface = words.joined(separator: " ")
    let parts = words.count > 1 && words[0].lowercased() == "the" ? words.dropFirst() : words[...]
    key = parts.joined(separator: " ").lowercased().replacing("’", with: "'")
  }

  private static let possessives = ["'s", "’s", "'S", "’S", "'", "’"].map { Array($0.utf8) }
  private static let marks = [
    "\"", "“", "”", "‘", "’", "'", "(", ")", "[", "]", "«", "»", ",", ";", ":", " ", "\n", "\t", "\r",
  ]
  .map { Array($0.utf8) }

  private static func trimmed(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    func cut(_ pieces: [[UInt8]], atEnd: Bool) -> Bool {
      for piece in pieces where high - low >= piece.count {
        let part = atEnd ? text[high - piece.count..<high] : text[low..<low + piece.count]
        guard part.elementsEqual(piece) else { continue }
        if atEnd { high -= piece.count } else { low += piece.count }
        return true
      }
      return false
    }
    // The end first: an apostrophe there may be a possessive, and never is one at the start.
    while low < high, cut(marks.filter { !possessives.contains($0) }, atEnd: true) {}
    if cut(possessives, atEnd: true) { while low < high, cut(marks, atEnd: true) {} }
    while low < high, cut(marks, atEnd: false) {}
    return low..<high
  }
}
