internal import CMd4c

/// Spans and pieces of text.
extension MarkdownCollector {
  func enter(span type: MD_SPANTYPE) -> Int32 {
    switch type {
    case MD_SPAN_CODE: inline.isInCode = true
    case MD_SPAN_A: inline.isInLink = true
    case MD_SPAN_IMG:
      inline.imageDepth += 1
      if inline.isInLink { inline.hasImageInLink = true }
    default: break
    }
    return 0
  }

  func leave(span type: MD_SPANTYPE) -> Int32 {
    switch type {
    case MD_SPAN_CODE:
      if let start = inline.codeStart { builder.markLiteral(start..<builder.prose.count) }
      (inline.codeStart, inline.isInCode) = (nil, false)
    case MD_SPAN_A:
      if let start = inline.linkStart, isAddress(from: start) { builder.markLiteral(start..<builder.prose.count) }
      (inline.linkStart, inline.isInLink) = (nil, false)
    case MD_SPAN_IMG:
      inline.imageDepth -= 1
      guard inline.imageDepth == 0 else { break }
      if let start = inline.imageStart { inline.images.append(start..<builder.prose.count) }
      inline.imageStart = nil
    default: break
    }
    return 0
  }

  /// A piece of the source.
  func piece(_ type: MD_TEXTTYPE, _ range: Range<Int>) {
    switch type {
    case MD_TEXT_HTML: html(range)
    case MD_TEXT_ENTITY:
      start(at: range.lowerBound)
      entity(range)
    case MD_TEXT_CODE:
      start(at: range.lowerBound)
      verbatim(range)
    default: normal(range)
    }
    inline.cursor = max(inline.cursor, range.upperBound)
  }

  /// Gives the breaks that wait their place, before the source offset `next`.
  func resolvePending(before next: Int) {
    guard !inline.pending.isEmpty else { return }
    let pending = inline.pending
    inline.pending = []
    guard !builder.isEmpty else { return }
    var start = max(inline.cursor, builder.sourceEnd)
    let ends = lineEnds(in: start..<max(start, next)).suffix(pending.count)
    guard ends.count == pending.count else { return builder.append(pending, for: start..<max(start, next)) }
    for (byte, end) in zip(pending, ends) {
      let lower = breakStart(end, after: start)
      let upper = source[end..<next].firstIndex { !$0.isLineEnd && !$0.isBlank && $0 != 0x3E } ?? next
      builder.append(CollectionOfOne(byte), for: lower..<max(upper, end + 1))
      start = max(upper, end + 1)
    }
  }

  /// The first byte of each line end in the range.
  private func lineEnds(in range: Range<Int>) -> [Int] {
    range.filter { source[$0] == 0x0A && !($0 > range.lowerBound && source[$0 - 1] == 0x0D) || source[$0] == 0x0D }
  }

  /// Where the spaces or the backslash before a line end begin.
  private func breakStart(_ end: Int, after limit: Int) -> Int {
    var start = end
    while start > limit, source[start - 1].isBlank { start -= 1 }
    return start > limit && start == end && source[start - 1] == 0x5C ? start - 1 : start
  }

  /// Prepares for prose that begins at a source offset.
  private func start(at offset: Int) {
    resolvePending(before: offset)
    let count = builder.prose.count
    if inline.isInCode, inline.codeStart == nil { inline.codeStart = count }
    if inline.isInLink, inline.linkStart == nil { inline.linkStart = count }
    if inline.imageDepth > 0, inline.imageStart == nil { inline.imageStart = count }
  }

  private func verbatim(_ range: Range<Int>) {
    builder.append(UnsafeBufferPointer(rebasing: source[range]), at: range.lowerBound)
  }

  private func entity(_ range: Range<Int>) {
    if let text = Entities.text(of: source[range]) {
      builder.append(text.utf8, for: range)
    } else {
      let start = builder.prose.count
      verbatim(range)
      builder.markLiteral(start..<builder.prose.count)
    }
  }

  /// Ordinary text, which may hold footnote marks and begin with an escaped character.
  private func normal(_ range: Range<Int>) {
    var range = range
    if inline.isInLink, source[range.lowerBound] == 0x5E, range.lowerBound > 0, source[range.lowerBound - 1] == 0x5B {
      return
    }
    if builder.isEmpty || !inline.pending.isEmpty, let end = footnoteMark(in: range, at: range.lowerBound),
      end < range.upperBound, source[end] == 0x3A
    {
      startFootnote()
      range = (source[end + 1..<range.upperBound].firstIndex { !$0.isBlank } ?? range.upperBound)..<range.upperBound
    }
    guard !range.isEmpty else { return }
    start(at: range.lowerBound)
    let before = range.lowerBound - 1
    if before >= inline.cursor, source[before] == 0x5C, source[range.lowerBound].isASCIIPunctuation {
      builder.append(CollectionOfOne(source[range.lowerBound]), for: before..<range.lowerBound + 1)
      range = range.lowerBound + 1..<range.upperBound
    }
    appendWithoutFootnoteMarks(range)
  }

  private func appendWithoutFootnoteMarks(_ range: Range<Int>) {
    var start = range.lowerBound
    var index = start
    while let bracket = source[index..<range.upperBound].firstIndex(of: 0x5B) {
      if let end = footnoteMark(in: range, at: bracket) {
        verbatim(start..<bracket)
        start = end
        index = end
      } else {
        index = bracket + 1
      }
    }
    verbatim(start..<range.upperBound)
  }

  /// The end of the `[^label]` at `start`, nil when there is none.
  private func footnoteMark(in range: Range<Int>, at start: Int) -> Int? {
    let text = source[start..<range.upperBound]
    guard text.starts(with: "[^".utf8) else { return nil }
    let label = text.dropFirst(2).prefix(100).prefix { $0 > 0x20 && $0 != 0x5B && $0 != 0x5D }
    guard !label.isEmpty, label.endIndex < range.upperBound, source[label.endIndex] == 0x5D else { return nil }
    return label.endIndex + 1
  }

  private func isAddress(from start: Int) -> Bool {
    builder.prose[start...].withContiguousStorageIfAvailable(LiteralScanner.isAddress) ?? false
  }

  /// A tag: a line break is prose, and what keyboard and code elements hold is literal.
  private func html(_ range: Range<Int>) {
    resolvePending(before: range.lowerBound)
    let tag = source[range].dropFirst().prefix { $0.isASCIILetter || $0 == 0x2F }
    let name = String(decoding: tag, as: UTF8.self).lowercased()
    if name.hasPrefix("br"), !builder.isEmpty, inline.cursor <= range.lowerBound { builder.append([0x0A], for: range) }
    if Self.literalElements.contains(name) {
      if inline.elementDepth == 0 { inline.elementStart = builder.prose.count }
      inline.elementDepth += 1
    } else if name.hasPrefix("/"), Self.literalElements.contains(String(name.dropFirst())), inline.elementDepth > 0 {
      inline.elementDepth -= 1
      if inline.elementDepth == 0, let start = inline.elementStart {
        builder.markLiteral(start..<builder.prose.count)
      }
    }
  }

  private static let literalElements: Set<String> = ["code", "kbd", "pre", "samp", "script", "style", "tt", "var"]
}
