/// The text after a possible end of a sentence.
struct Following {
  /// The kind of its first scalar after opening brackets, quotation marks and dashes.
  let kind: ScalarKind
  /// The classes of its first word.
  let classes: WordClasses
  /// Whether that word ends where letters and apostrophes end, not at a full stop or slash as in a file name.
  let isWholeWord: Bool
  /// Whether an opening bracket, quotation mark or dash comes first.
  let isOpened: Bool
  /// Whether it is an initial: a capital letter and a full stop.
  let isInitial: Bool

  init(_ index: Int, in text: ProseScalars, _ words: WordTable) {
    var start = index
    var (kind, length) = text.scalar(at: start)
    while start < text.count, Following.opens(kind) || start > index && kind == .closer {
      start += length
      (kind, length) = text.scalar(at: start)
    }
    isOpened = start > index
    var (end, isMixed) = (start, false)
    while Following.isLetter(text.byte(end)) {
      isMixed = isMixed || text.byte(end) < 0x5B && text.byte(end) > 0x40
      end += 1
    }
    // A name like "iPhone" begins sentences as it is.
    // So does an option like "/O2".
    let isName = kind == .lower && isMixed
    let isOption = text.byte(start) == 0x2F && Following.isLetter(text.byte(start + 1))
    self.kind = start == text.count ? .other : isName ? .upper : isOption ? .sign : kind
    isInitial = kind == .upper && end == start + 1 && text.byte(end) == 0x2E
    let stop = text.byte(end)
    isWholeWord = end > start && [0x20, 0x0A, 0x0D, 0x2C, 0x3B, 0x21, 0x3F].contains(stop)
    classes = words.lookup(end - start) { text.byte(start + $0) }
  }

  private static func opens(_ kind: ScalarKind) -> Bool {
    kind == .opener || kind == .quote || kind == .dash || kind == .space
  }

  /// An ASCII letter, or the apostrophe as it stands in "don't".
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte == 0x27 }
}
