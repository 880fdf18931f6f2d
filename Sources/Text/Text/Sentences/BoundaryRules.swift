/// The rules that tell the ends of sentences from abbreviations, numbers and names.
///
/// The observations are those of Grefenstette and Tapanainen, "What is a word, what is a sentence?" (1994), and of Kiss and
/// Strunk, "Unsupervised Multilingual Sentence Boundary Detection" (2006): most full stops are told by the word before them,
/// and of the rest most by whether the word after them begins sentences.
struct BoundaryRules {
  let text: ProseScalars
  private let words = WordTable.shared

  init(_ text: ProseScalars) { self.text = text }

  /// Where the first sentence that begins at or after `start` ends, nil when it goes on to the end of the prose.
  func nextBoundary(after start: Int) -> Int? {
    let sentence = text.skippingSpaces(start)
    var at = sentence
    while at < text.count {
      switch text.text[at] {
      // Letters, digits, spaces and the bytes within longer scalars come first: they are nearly all there is.
      case 0x61...0x7A, 0x20, 0x80...0xBF, 0x30...0x39, 0x40...0x5A: at += 1
      case 0x0A:
        if isBlankLine(at) { return at }
        at += 1
      case 0x2A, 0x2D, 0x3D:
        let end = text.runEnd(at)
        if isSeparator(at..<end) { return at > sentence ? at : end }
        at = end
      default:
        guard text.isTerminator(at: at) else {
          at += 1
          continue
        }
        let candidate = Candidate(at: at, in: text)
        if candidate.next == text.count { return nil }
        if isBoundary(candidate, sentence) { return candidate.end }
        at = candidate.marksEnd
      }
    }
    return nil
  }

  /// Whether only white space lies between the line break at `index` and another one.
  private func isBlankLine(_ index: Int) -> Bool {
    var at = index + 1
    while [0x20, 0x09, 0x0D].contains(text.byte(at)), at < text.count { at += 1 }
    return at < text.count && text.byte(at) == 0x0A
  }

  /// Whether a run of hyphens, asterisks or equals signs is a line drawn with at least four of them.
  private func isSeparator(_ run: Range<Int>) -> Bool {
    run.count >= 4 && text.scalar(before: run.lowerBound).kind == .space
      && text.scalar(at: run.upperBound).kind == .space
  }

  private func isBoundary(_ candidate: Candidate, _ sentence: Int) -> Bool {
    let following = Following(candidate.next, in: text, words)
    let isGlued = candidate.next == candidate.end
    if candidate.isIdeographic { return !isGlued || endsBeforeOtherScript(candidate, following) }
    if isGlued { return endsWithoutSpace(candidate, following) }
    if candidate.start == sentence { return false }
    if candidate.exclaims { return endsAfterExclamation(candidate, following) }
    if candidate.stops > 1 { return endsAfterEllipsis(following) }
    return endsAfterFullStop(candidate, following, sentence)
  }

  /// `はい。いいえ` and `「はい。」「いいえ。」`, but not `「はい。」と言う` and `１．５`.
  private func endsBeforeOtherScript(_ candidate: Candidate, _ following: Following) -> Bool {
    switch following.kind {
    case .digit: false
    case .letter: !candidate.isClosed || following.isOpened
    default: true
    }
  }

  /// `here.The next`, `really?yes`, `end.[3]The`, but not `example.com`, `e.g.`, `3.14`, `Node.js`, `page?id=3`.
  private func endsWithoutSpace(_ candidate: Candidate, _ following: Following) -> Bool {
    guard !following.isOpened else { return false }
    if following.kind == .letter { return candidate.exclaims || !candidate.isClosed }
    guard following.kind == .upper || following.kind == .lower else { return false }
    let before = Preceding(candidate.start, in: text, words)
    guard before.isWord, before.count >= 2, following.isWholeWord else { return false }
    if candidate.exclaims { return !candidate.isClosed }
    if candidate.hasTail { return following.kind == .upper }
    return following.kind == .upper && before.isLowercaseWord && following.classes.contains(.starter)
  }

  /// `Really? Yes`, `Great! thanks`, but not `"Really?" he asked`, `Yahoo! Mail` and `Viva Maria! (1965)`.
  private func endsAfterExclamation(_ candidate: Candidate, _ following: Following) -> Bool {
    let isName = Preceding(candidate.start, in: text, words).classes.contains(.exclaiming)
    switch following.kind {
    case .lower:
      // A bracket may begin in lower case.
      let isOpened = following.isOpened && text.byte(candidate.next) != 0x28
      return !candidate.isClosed && !isOpened && !isName && !isInCode(candidate.start)
    case .other, .closer: return false
    case .digit where following.isOpened: return false
    default: return !isName || following.classes.contains(.starter)
    }
  }

  /// Whether the word before `end` holds marks of code or of an address, as in `example.com/a?b=c!` and `macro_rules!`.
  private func isInCode(_ end: Int) -> Bool {
    var at = end - 1
    while at >= 0, end - at < 64, text.scalar(at: at).kind != .space {
      if [0x26, 0x2C, 0x2F, 0x3D, 0x5F].contains(text.byte(at)) { return true }
      at -= 1
    }
    return false
  }

  /// An ellipsis before a capital ends a sentence: `Well...
  ///
  /// The`, but not `well... the`.
  private func endsAfterEllipsis(_ following: Following) -> Bool {
    switch following.kind {
    case .lower, .other, .closer: false
    default: true
    }
  }

  private func endsAfterFullStop(_ candidate: Candidate, _ following: Following, _ sentence: Int) -> Bool {
    let before = Preceding(candidate.start, in: text, words)
    switch following.kind {
    case .other, .closer: return false
    case .lower:
      if !before.isLowercaseWord || before.count < 2 || before.isAbbreviation || candidate.isClosed { return false }
      return following.isOpened || following.classes.contains(.starter)
    default: break
    }
    if before.isEnumerator(from: sentence) { return false }
    let isInitial = before.isInitial(before: following, words)
    if candidate.isClosed, !isInitial, !before.isAbbreviation { return true }
    let startsSentence = following.classes.contains(.starter) && before.start > sentence
    if isInitial { return startsSentence }
    return endsAfterWord(before, following, startsSentence)
  }

  private func endsAfterWord(_ before: Preceding, _ following: Following, _ startsSentence: Bool) -> Bool {
    let classes = before.classes
    if classes.contains(.neverLast) { return before.count == 1 && startsSentence }
    if classes.contains(.title) { return classes.contains(.maybeLast) && startsSentence }
    if classes.contains(.numbered), following.kind == .digit { return false }
    if classes.contains(.maybeLast) || before.isAcronym { return following.kind != .digit && startsSentence }
    return true
  }
}
