/// The word before a full stop: back to white space, an opening bracket or a mark that no abbreviation holds.
struct Preceding {
  private let text: ProseScalars
  let start: Int
  let end: Int
  /// What the table knows about the word, its inner full stops included.
  let classes: WordClasses

  /// No abbreviation is longer than this many bytes.
  private static let longest = 24

  init(_ end: Int, in text: ProseScalars, _ words: WordTable) {
    var start = end
    while start > 0, end - start < Preceding.longest, Preceding.isWordByte(text.byte(start - 1)) { start -= 1 }
    (self.text, self.start, self.end) = (text, start, end)
    let base = start
    let known = words.lookup(end - base) { text.byte(base + $0) }
    let isCapital = (0x41...0x5A).contains(text.byte(start))
    let isShouted = end > base && (base..<end).allSatisfy { (0x41...0x5A).contains(text.byte($0)) }
    // "IE", "CA" and the letter "B" are names; "MR" and "NO" stay what they are.
    classes = known.contains(.capitalized) && !isCapital ? [] : isShouted ? known.subtracting(.neverLast) : known
  }

  var count: Int { end - start }

  /// Whether this is `J`, or ends like `J.R.R`: in all likelihood the initial of a name.
  func isInitial(before following: Following, _ words: WordTable) -> Bool {
    guard count > 0, (0x41...0x5A).contains(text.byte(end - 1)) else { return false }
    guard count == 1 else { return text.byte(end - 2) == 0x2E || text.byte(end - 2) == 0x2D }
    if text.byte(start - 1) == 0x2F { return false }
    let isNumeral = text.byte(start) == 0x49 || text.byte(start) == 0x58
    return following.isInitial || !isNumeral && !wordBefore(words).classes.contains(.lettered)
  }

  private func wordBefore(_ words: WordTable) -> Preceding {
    Preceding(text.byte(start - 1) == 0x20 ? start - 1 : start, in: text, words)
  }

  /// Letters with full stops between them, like `U.S`, `a.m` and `Ph.D`, but not `file.txt`.
  var isAcronym: Bool {
    guard hasInnerStop else { return false }
    var run = 0
    for index in start..<end {
      let byte = text.byte(index)
      if byte == 0x2E {
        run = 0
      } else {
        run += 1
        guard run <= 2, (0x61...0x7A).contains(byte | 0x20) else { return false }
      }
    }
    return true
  }

  var isAbbreviation: Bool {
    isAcronym || !classes.subtracting([.starter, .capitalized, .lettered, .exclaiming]).isEmpty
  }

  var hasInnerStop: Bool { (start..<end).contains { text.byte($0) == 0x2E } }

  /// Letters only, of any script.
  var isWord: Bool {
    (start..<end).allSatisfy { text.byte($0) >= 0x80 || (0x61...0x7A).contains(text.byte($0) | 0x20) }
  }

  var isLowercaseWord: Bool { (start..<end).allSatisfy { (0x61...0x7A).contains(text.byte($0)) } }

  /// Whether this is the number of a list's item: `1`, `1.2`, `a`, `B` or `iv` at the start of the sentence, with opening
  /// marks before it or not, or a short number after a colon.
  func isEnumerator(from sentence: Int) -> Bool {
    guard looksLikeEnumerator else { return false }
    if isNumber, text.byte(start - 2) == 0x3A { return true }
    guard start - sentence <= 6 else { return false }
    return (sentence..<start).allSatisfy {
      [0x20, 0x22, 0x23, 0x28, 0x2A, 0x2D, 0x3E, 0x5B, 0x5F].contains(text.byte($0))
    }
  }

  private var looksLikeEnumerator: Bool {
    guard count > 0 else { return false }
    if isNumber { return count <= 3 || hasInnerStop }
    let isRoman = (start..<end).allSatisfy { [0x69, 0x76, 0x78].contains(text.byte($0) | 0x20) }
    return count == 1 || isRoman && count <= 4
  }

  private var isNumber: Bool {
    (start..<end).allSatisfy { (0x30...0x39).contains(text.byte($0)) || text.byte($0) == 0x2E }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x80...0xFF: true
    default: false
    }
  }
}
