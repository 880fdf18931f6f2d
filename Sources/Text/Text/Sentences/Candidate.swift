/// A run of marks that can end a sentence, with all that belongs to it.
struct Candidate {
  /// Where the run of terminators begins.
  var start: Int
  /// Where it ends.
  var marksEnd: Int
  /// Where the closing quotation marks, brackets, citations and emoji after it end: the end of the sentence, if it is one.
  var end: Int
  /// Where the next text begins; the end of the prose if there is none.
  var next: Int
  /// The number of full stops; an ellipsis sign counts three.
  var stops = 0
  /// Whether there is a `!` or `?`.
  var exclaims = false
  /// Whether there is a terminator of a script without spaces.
  var isIdeographic = false
  /// Whether a closing quotation mark or bracket follows the terminators.
  var isClosed = false
  /// Whether a citation, emoji or emoticon follows.
  var hasTail = false

  /// Reads the run of terminators at `start`.
  init(at start: Int, in text: ProseScalars) {
    (self.start, marksEnd, end, next) = (start, start, start, start)
    readMarks(text)
    end = marksEnd
    readClosers(text)
    while readCitation(text) || readEmoji(text) { hasTail = true }
    next = text.skippingSpaces(end)
  }

  /// Reads marks such as those of `Yes?!`, `Well...` and `Well. . .`.
  private mutating func readMarks(_ text: ProseScalars) {
    while true {
      let (kind, length) = text.scalar(at: marksEnd)
      guard kind == .terminator || kind == .ideographicTerminator else { break }
      isIdeographic = isIdeographic || kind == .ideographicTerminator
      let byte = text.byte(marksEnd)
      if byte == 0x21 || byte == 0x3F { exclaims = true } else { stops += length == 1 ? 1 : 3 }
      marksEnd += length
      // A full stop, a space and a full stop again: an ellipsis that is set with spaces.
      // Question marks go on with spaces, too.
      let next = text.byte(marksEnd + 1)
      guard text.byte(marksEnd) == 0x20, next == byte, byte < 0x80 else { continue }
      if byte != 0x2E || text.scalar(at: marksEnd + 2).kind == .space { marksEnd += 1 }
    }
  }

  private mutating func readClosers(_ text: ProseScalars) {
    while end < text.count {
      let (kind, length) = text.scalar(at: end)
      guard kind == .closer || kind == .quote || isEmphasis(text.byte(end)) else { break }
      end += length
      isClosed = true
    }
  }

  private func isEmphasis(_ byte: UInt8) -> Bool { byte == 0x2A || byte == 0x5F }

  /// Reads `[12]`, `[a]` or `[citation needed]`, after at most one space.
  private mutating func readCitation(_ text: ProseScalars) -> Bool {
    let open = text.byte(end) == 0x20 ? end + 1 : end
    guard text.byte(open) == 0x5B else { return false }
    var at = open + 1
    while at - open < 32, isCitationMark(text, at) { at += text.scalar(at: at).length }
    guard at > open + 1, text.byte(at) == 0x5D else { return false }
    end = at + 1
    return true
  }

  private func isCitationMark(_ text: ProseScalars, _ at: Int) -> Bool {
    let kind = text.scalar(at: at).kind
    return kind == .digit || kind == .dash || kind == .lower || text.byte(at) == 0x2C || text.byte(at) == 0x20
  }

  /// Reads emoji, or an emoticon that stands alone, after any white space.
  private mutating func readEmoji(_ text: ProseScalars) -> Bool {
    let start = text.skippingSpaces(end)
    var at = start
    while at < text.count, text.scalar(at: at).kind == .emoji { at += text.scalar(at: at).length }
    if at == start { at = emoticonEnd(text, start) }
    guard at > start else { return false }
    end = at
    return true
  }

  /// The end of `:)`, `;-)`, `:D`, `:(`, `:P`, `<3` at `start`, or `start`.
  private func emoticonEnd(_ text: ProseScalars, _ start: Int) -> Int {
    guard start > end else { return start }
    var at = start + 1
    switch text.byte(start) {
    case 0x3A, 0x3B, 0x3D:
      if text.byte(at) == 0x2D { at += 1 }
      guard [0x29, 0x28, 0x44, 0x50, 0x70, 0x2F].contains(text.byte(at)) else { return start }
    case 0x3C: guard text.byte(at) == 0x33 else { return start }
    default: return start
    }
    at += 1
    while text.byte(at) == 0x29 { at += 1 }
    return text.scalar(at: at).kind == .space ? at : start
  }
}
