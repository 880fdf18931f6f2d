/// Text without markup: paragraphs between blank lines, hard-wrapped or not, with lists and quotes as people type them.
package struct PlainTextFormat: MarkupFormat {
  package let identifier = "plaintext"
  package let languageIdentifiers = ["plaintext", "text"]
  package let fileExtensions = ["txt", "text"]

  package init() {}

  package func section(
    in window: UnsafeBufferPointer<UInt8>, state: SectionState, isComplete: Bool
  ) -> SectionCut? {
    var divider = PlainTextDivider()
    return divider.cut(window, isComplete: isComplete)
  }

  package func blocks(in section: [UInt8], state: SectionState, defined: [String]) -> [ProseBlock] {
    section.withUnsafeBufferPointer { source in
      var reader = PlainTextReader(source: source)
      SourceLine.each(in: source) { reader.read($0) }
      reader.flush()
      return reader.blocks
    }
  }
}

/// A section begins at a line with text after a blank one.
private struct PlainTextDivider: LineDivider {
  private var isAfterBlank = false
  let stateOnOverflow = SectionState.fresh

  func startsSection(at start: Int, in window: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isAfterBlank else { return false }
    let text = window[start..<min(start + Self.lookahead, window.count)].first { !$0.isBlank }
    return text.map { !$0.isLineEnd } ?? false
  }

  mutating func consume(_ line: SourceLine, in window: UnsafeBufferPointer<UInt8>) -> SectionState? {
    isAfterBlank = line.isBlank(in: window)
    return nil
  }
}
