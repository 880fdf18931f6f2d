/// A part of a document that a page shows in one way.
struct TextBlock: Equatable {
  enum Kind: Equatable {
    case prose
    case heading(level: Int)
    case item, quote
    /// Line breaks and spaces count: code, tables, front matter, and all text that is not Markdown.
    case code, table, verbatim
  }

  let kind: Kind
  /// Source bytes; blocks follow each other without a gap, blank lines belong to the block before them.
  var range: Range<Int>
}

/// Cuts a text into blocks by the first characters of its lines.
///
/// This is for the eye only; `Markup` knows Markdown properly.
struct TextBlocks {
  private(set) var blocks: [TextBlock] = []
  private let bytes: [UInt8]
  private var fence: ArraySlice<UInt8>?
  private var isAfterBlank = true

  init(_ bytes: [UInt8], isMarkdown: Bool) {
    self.bytes = bytes
    var start = skipFrontMatter(isMarkdown)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      add(start..<end, isMarkdown: isMarkdown)
      start = end
    }
  }

  /// Takes `---` to `---` at the start as one block and returns where the rest begins.
  private mutating func skipFrontMatter(_ isMarkdown: Bool) -> Int {
    guard isMarkdown, bytes.starts(with: "---\n".utf8) else { return 0 }
    var start = 4
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if bytes[start..<end].elementsEqual("---".utf8) {
        blocks.append(TextBlock(kind: .code, range: 0..<end + 1))
        return end + 1
      }
      start = end + 1
    }
    return 0
  }

  private mutating func add(_ line: Range<Int>, isMarkdown: Bool) {
    let text = bytes[line].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let isBlank = text.allSatisfy { $0 <= 0x20 }
    if isBlank, fence == nil {
      extendOrAppend(.verbatim, line)
      isAfterBlank = true
      return
    }
    let kind = isMarkdown ? kind(of: text) : .verbatim
    let isContinued = !isAfterBlank && (kind == .prose || kind == blocks.last?.kind) && kind != .item
    if isContinued || kind == .code && blocks.last?.kind == .code {
      extendOrAppend(kind, line)
    } else {
      append(kind, line)
    }
    if case .heading = kind { isAfterBlank = true } else { isAfterBlank = false }
  }

  private mutating func kind(of text: ArraySlice<UInt8>) -> TextBlock.Kind {
    if let open = fence {
      if text.starts(with: open) { fence = nil }
      return .code
    }
    let first = text.first ?? 0
    let run = text.prefix { $0 == first }.count
    switch first {
    case UInt8(ascii: "`") where run >= 3, UInt8(ascii: "~") where run >= 3:
      fence = text.prefix(run)
      isAfterBlank = true
      return .code
    case UInt8(ascii: "#") where run <= 6 && text.dropFirst(run).first == UInt8(ascii: " "): return .heading(level: run)
    case UInt8(ascii: ">"): return .quote
    case UInt8(ascii: "|"): return .table
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      return text.dropFirst().first == UInt8(ascii: " ") ? .item : .prose
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let rest = text.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return rest.starts(with: ". ".utf8) || rest.starts(with: ") ".utf8) ? .item : .prose
    default: return .prose
    }
  }

  private mutating func extendOrAppend(_ kind: TextBlock.Kind, _ line: Range<Int>) {
    if blocks.isEmpty { return append(kind, line) }
    blocks[blocks.count - 1].range = blocks[blocks.count - 1].range.lowerBound..<line.upperBound
  }

  private mutating func append(_ kind: TextBlock.Kind, _ line: Range<Int>) {
    blocks.append(TextBlock(kind: kind, range: line))
  }
}
