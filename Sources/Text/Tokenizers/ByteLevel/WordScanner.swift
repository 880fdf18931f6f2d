/// Finds the ends of words in well-formed text, as the regular expression of a `WordPattern` would.
///
/// Alternatives are tried in the expression's order; one of them matches at every place.
struct WordScanner {
  let text: UnsafeBufferPointer<UInt8>
  let pattern: WordPattern
  let table: CharacterTable
  /// Where the text ends for the expression.
  var limit: Int

  /// The end of the word that starts at `start`, which must be below `limit`.
  func end(from start: Int) -> Int {
    switch pattern {
    case .gpt2: gpt2End(start)
    case .grouped(let digits): groupedEnd(start, digits: digits)
    case .whole: limit
    }
  }

  /// Where the run of digits from `start` on ends, or the text before the next digit.
  func digitBoundary(from start: Int, _ splitting: DigitSplitting) -> Int {
    func isNumeral(_ position: Int) -> (Bool, Int) {
      let (scalar, length) = decodeScalar(text, at: position)
      let kind = table.characterClass(of: scalar)
      return (kind == .number || kind == .numeral, length)
    }
    let (isDigit, length) = isNumeral(start)
    var end = start + length
    if isDigit, splitting == .single { return end }
    while end < limit {
      let (isNext, length) = isNumeral(end)
      if isNext != isDigit { break }
      end += length
    }
    return end
  }

  /// What GPT-2's expression matches.
  ///
  /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
  private func gpt2End(_ start: Int) -> Int {
    if let end = contractionEnd(start, ignoresCase: false) { return end }
    let (kind, length) = kind(at: start)
    if kind != .space { return runEnd(kind, from: start + length) }
    if text[start] == 0x20, start + 1 < limit {
      let (next, length) = self.kind(at: start + 1)
      if next != .space { return runEnd(next, from: start + 1 + length) }
    }
    return blankEnd(start, runEnd(.space, from: start + length))
  }

  /// What the expression of Llama 3 and Qwen 2 matches.
  ///
  /// `(?i:contractions)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
  private func groupedEnd(_ start: Int, digits: Int) -> Int {
    if let end = contractionEnd(start, ignoresCase: true) { return end }
    let (kind, length) = kind(at: start)
    if kind == .letter { return runEnd(.letter, from: start + length) }
    if kind == .number { return runEnd(.number, from: start + length, atMost: digits - 1) }
    let next = start + length < limit ? self.kind(at: start + length) : (.space, 0)
    if next.kind == .letter, !isNewline(text[start]) { return runEnd(.letter, from: start + length + next.length) }
    if kind == .other || (text[start] == 0x20 && next.kind == .other) {
      return newlinesEnd(runEnd(.other, from: start + length))
    }
    let end = runEnd(.space, from: start + length)
    if let newline = text[start..<end].lastIndex(where: isNewline) { return newline + 1 }
    return blankEnd(start, end)
  }

  /// `\s+(?!\S)|\s+` for the white space up to `end`: all but the last one, unless nothing follows or it is the only one.
  private func blankEnd(_ start: Int, _ end: Int) -> Int {
    guard end < limit else { return end }
    var last = end - 1
    while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
    return last > start ? last : end
  }

  /// The end of an apostrophe with s, t, m, d, re, ve or ll.
  private func contractionEnd(_ start: Int, ignoresCase: Bool) -> Int? {
    guard text[start] == UInt8(ascii: "'"), start + 1 < limit else { return nil }
    func letter(_ position: Int) -> UInt8 {
      guard position < limit else { return 0 }
      let byte = text[position]
      return ignoresCase && byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
    switch (letter(start + 1), letter(start + 2)) {
    case (UInt8(ascii: "s"), _), (UInt8(ascii: "t"), _), (UInt8(ascii: "m"), _), (UInt8(ascii: "d"), _):
      return start + 2
    case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
      (UInt8(ascii: "l"), UInt8(ascii: "l")):
      return start + 3
    // U+017F, the long s, is an s without case.
    case (0xC5, 0xBF) where ignoresCase: return start + 3
    default: return nil
    }
  }

  /// The end of the run of one class.
  @inline(__always)
  private func runEnd(_ kind: CharacterClass, from start: Int, atMost count: Int = .max) -> Int {
    var (end, left) = (start, count)
    while end < limit, left > 0 {
      let (next, length) = self.kind(at: end)
      guard next == kind else { break }
      end += length
      left -= 1
    }
    return end
  }

  private func newlinesEnd(_ start: Int) -> Int {
    var end = start
    while end < limit, isNewline(text[end]) { end += 1 }
    return end
  }

  private func isNewline(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  @inline(__always)
  private func kind(at position: Int) -> (kind: CharacterClass, length: Int) {
    let (scalar, length) = decodeScalar(text, at: position)
    let kind = table.characterClass(of: scalar)
    return (kind == .numeral ? .other : kind, length)
  }
}
