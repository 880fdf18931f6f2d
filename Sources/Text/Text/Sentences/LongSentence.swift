/// Where to cut text that goes on for too long without the end of a sentence.
enum LongSentence {
  /// A place in the second half of the first `limit` bytes of `range`: after the last `;` or `:` before white space, else after
  /// the last such `,`, else before the last white space, else between the last scalars that fit.
  static func cut(_ range: Range<Int>, in text: ProseScalars, limit: Int) -> Int {
    let window = range.lowerBound + limit / 2..<range.lowerBound + limit
    var (clause, comma, space): (Int?, Int?, Int?)
    for at in window where isSpace(text.byte(at)) {
      space = at
      switch text.byte(at - 1) {
      case 0x3A, 0x3B: clause = at
      case 0x2C: comma = at
      default: break
      }
    }
    return clause ?? comma ?? space ?? scalarStart(window.upperBound, notBefore: window.lowerBound, in: text)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func scalarStart(_ end: Int, notBefore start: Int, in text: ProseScalars) -> Int {
    var at = end
    while at > start, text.byte(at) & 0xC0 == 0x80 { at -= 1 }
    return at > start ? at : end
  }
}
