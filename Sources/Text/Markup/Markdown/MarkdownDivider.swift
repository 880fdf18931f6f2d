/// Cuts Markdown into sections by the block structure of CommonMark 0.30, without reading any text.
///
/// A section begins, at the top level and in column 0, at a line with text after a blank line; at an item of an open list;
/// at a heading with `#`; and behind a fenced code block. None of these lines can continue what was before it.
struct MarkdownDivider: LineDivider {
  /// A block quote or list item that is open.
  private enum Container {
    case quote
    /// Lines belong to the item when they are indented this much.
    case item(indent: Int)
  }

  /// The leaf block that is open in the innermost container.
  private enum Leaf: Equatable {
    case none, paragraph, table
    case fence(character: UInt8, count: Int)
    case html(HTMLBlockEnd)
    case untilBlankLine

    var isText: Bool { self == .paragraph || self == .table }
    /// Whether only its own end can end it.
    var isVerbatim: Bool {
      switch self {
      case .none, .paragraph, .table: false
      case .fence, .html, .untilBlankLine: true
      }
    }
  }

  private var containers: [Container] = []
  private var leaf = Leaf.none
  /// Whether the line before was blank or ended a verbatim block: then no text is open that could go on.
  private var isAfterBlank = false
  /// Whether the section began inside something verbatim, so that its end ends the section.
  private let isContinuation: Bool

  init(state: MarkdownState) {
    isContinuation = state != .fresh
    switch state {
    case .fresh: leaf = .none
    case .fence(let character, let count): leaf = .fence(character: character, count: count)
    case .html(let end): leaf = .html(end)
    case .untilBlankLine: leaf = .untilBlankLine
    }
  }

  var stateOnOverflow: SectionState {
    guard containers.isEmpty else { return .fresh }
    switch leaf {
    case .none, .paragraph: return .fresh
    case .table, .untilBlankLine: return MarkdownState.untilBlankLine.sectionState
    case .fence(let character, let count):
      return MarkdownState.fence(character: character, count: count).sectionState
    case .html(let end): return MarkdownState.html(end).sectionState
    }
  }

  func startsSection(at start: Int, in window: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = window[start...].first, !first.isBlank, !first.isLineEnd else { return false }
    if containers.isEmpty && leaf.isVerbatim { return false }
    let range = start..<min(start + Self.lookahead, window.count)
    let head = MarkdownLine(window, start..<(window[range].firstIndex(where: \.isLineEnd) ?? range.upperBound))
    if closesFence(head) { return false }
    if isAfterBlank { return true }
    if case .item = containers.first, head.listMarker() != nil { return true }
    return head.isHeading
  }

  mutating func consume(_ line: SourceLine, in window: UnsafeBufferPointer<UInt8>) -> SectionState? {
    var text = MarkdownLine(window, line.start..<line.end)
    isAfterBlank = text.isBlank
    let matched = matchContainers(&text)
    if matched == containers.count, leaf.isVerbatim {
      continueVerbatim(text)
      guard containers.isEmpty, !leaf.isVerbatim else { return nil }
      isAfterBlank = true
      return isContinuation ? .fresh : nil
    }
    if closesFence(text) {
      containers.removeLast(containers.count - matched)
      leaf = .none
    } else {
      openBlocks(&text, matched: matched)
    }
    return nil
  }

  /// Whether a line ends the open fenced code block.
  ///
  /// To md4c such a line does so even where it does not belong to the containers of the block.
  private func closesFence(_ text: MarkdownLine) -> Bool {
    guard case .fence(let character, let count) = leaf else { return false }
    return text.closesFence(character, count)
  }

  /// Consumes the marks and indentation of open containers; the number of those that the line continues.
  private func matchContainers(_ text: inout MarkdownLine) -> Int {
    for (index, container) in containers.enumerated() {
      switch container {
      case .quote:
        guard text.consumeQuoteMark() else { return index }
      case .item(let indent):
        guard text.isBlank || text.consume(columns: indent) else { return index }
      }
    }
    return containers.count
  }

  /// Looks for the end of the verbatim leaf.
  private mutating func continueVerbatim(_ text: MarkdownLine) {
    switch leaf {
    case .fence(let character, let count): if text.closesFence(character, count) { leaf = .none }
    case .html(let end): if text.contains(anyOf: end.terminators) { leaf = .none }
    case .untilBlankLine: if text.isBlank { leaf = .none }
    case .none, .paragraph, .table: break
    }
  }

  /// Opens the blocks that begin on a line, closing those that it does not continue (CommonMark 0.30, appendix, phase 1).
  private mutating func openBlocks(_ text: inout MarkdownLine, matched: Int) {
    let continuesText = matched == containers.count && leaf.isText
    let mayBeLazy = leaf.isText
    if !continuesText { leaf = matched == containers.count ? .none : leaf }
    var hasOpened = false
    func close(_ containers: inout [Container]) {
      if !hasOpened { containers.removeLast(containers.count - matched) }
      hasOpened = true
    }
    while !text.isBlank, text.indentation < 4 {
      let interrupts = continuesText && !hasOpened
      if text.consumeQuoteMark() {
        close(&containers)
        containers.append(.quote)
      } else if let verbatim = verbatimStart(text, interruptsText: mayBeLazy && !hasOpened) {
        close(&containers)
        leaf = verbatim
        if case .html = leaf { continueVerbatim(text) }
        return
      } else if text.isHeading || (interrupts && text.isSetextUnderline) || text.isThematicBreak {
        close(&containers)
        leaf = .none
        return
      } else if let marker = text.listMarker(), !interrupts || marker.mayInterruptText {
        close(&containers)
        containers.append(.item(indent: text.consume(marker)))
      } else {
        break
      }
      leaf = .none
    }
    if text.isBlank {
      close(&containers)
      leaf = .none
    } else if hasOpened || !(mayBeLazy && (matched < containers.count || continuesText)) {
      close(&containers)
      leaf = text.indentation < 4 ? .paragraph : .none
    } else if leaf == .paragraph, text.isTableDelimiter {
      leaf = .table
    }
  }

  private func verbatimStart(_ text: MarkdownLine, interruptsText: Bool) -> Leaf? {
    if let fence = text.fenceStart() { return .fence(character: fence.character, count: fence.count) }
    switch text.htmlStart(interruptsText: interruptsText) {
    case .none: return nil
    case .some(.none): return .untilBlankLine
    case .some(.some(let end)): return .html(end)
    }
  }
}
