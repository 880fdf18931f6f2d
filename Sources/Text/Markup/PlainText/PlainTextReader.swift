/// Joins the lines of a plain-text section into blocks.
struct PlainTextReader {
  let source: UnsafeBufferPointer<UInt8>
  private(set) var blocks: [ProseBlock] = []
  private var builder = ProseBuilder()
  private var kind = ProseBlock.Kind.paragraph
  private var isQuoted = false

  init(source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// Takes the next line.
  mutating func read(_ line: SourceLine) {
    var text = trimmed(line.start..<line.end)
    let quote = quotePrefix(text)
    text = trimmed(text.lowerBound + quote..<text.upperBound)
    let bullet = bulletPrefix(text)
    if text.isEmpty || bullet > 0 || (quote > 0) != isQuoted { flush() }
    isQuoted = quote > 0
    if builder.isEmpty { kind = bullet > 0 ? .listItem : isQuoted ? .quote : .paragraph }
    text = trimmed(text.lowerBound + bullet..<text.upperBound)
    guard !text.isEmpty else { return }
    if !builder.isEmpty { builder.append([0x20], for: builder.sourceEnd..<text.lowerBound) }
    builder.append(UnsafeBufferPointer(rebasing: source[text]), at: text.lowerBound)
  }

  /// Ends the block.
  mutating func flush() {
    for literal in LiteralScanner.literals(in: builder.prose) { builder.markLiteral(literal) }
    if let block = builder.block(kind: kind) { blocks.append(block) }
    builder = ProseBuilder()
  }

  /// Without spaces and tabs, the byte order mark and NUL at both ends.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    if start == 0, source.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, end) }
    while start < end, source[start].isBlank { start += 1 }
    while end > start, source[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// How many bytes of `>` marks and spaces a line of a quoted mail begins with.
  private func quotePrefix(_ range: Range<Int>) -> Int {
    guard let first = range.first, source[first] == 0x3E else { return 0 }
    return source[range].prefix { $0 == 0x3E || $0.isBlank }.count
  }

  /// The length of `- `, `* `, `• `, `1. `, `2) ` and the like at the start of the line.
  private func bulletPrefix(_ range: Range<Int>) -> Int {
    let text = source[range]
    guard let first = text.first else { return 0 }
    var mark = 0
    if first == 0x2D || first == 0x2A || first == 0x2B {
      mark = 1
    } else if text.starts(with: "•".utf8) {
      mark = 3
    } else {
      let digits = text.prefix { $0.isASCIIDigit }.count
      let after = text.dropFirst(digits).first
      if (1...3).contains(digits), after == 0x2E || after == 0x29 { mark = digits + 1 }
    }
    return mark > 0 && text.dropFirst(mark).first?.isBlank == true ? mark + 1 : 0
  }
}
