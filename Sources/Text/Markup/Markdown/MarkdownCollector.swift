internal import CMd4c

/// Turns the events of md4c into blocks of prose.
///
/// md4c hands out pointers into its input for everything that it took from there; their distance from the start is the
/// exact source offset. Only line breaks and NUL come from elsewhere: their place is found between their neighbours.
/// Valid only while the two buffers given to `init` are; each event returns 0, which tells md4c to go on.
final class MarkdownCollector {
  /// The section's own bytes.
  let source: UnsafeBufferPointer<UInt8>
  /// What md4c reads.
  private let input: UnsafeBufferPointer<UInt8>
  private let prefixCount: Int
  /// From input to source offsets.
  private let shift: Int
  private var formulas: ArraySlice<Range<Int>>

  private(set) var blocks: [ProseBlock] = []
  /// Input offsets in the prefix at which the text of a link begins.
  private(set) var linkStartsInPrefix: [Int] = []
  /// The source ranges of HTML, in order.
  private(set) var rawHTML: [Range<Int>] = []

  private var containers: [ProseBlock.Kind] = []
  private var headingLevel: Int?
  private var isFootnote = false
  /// How many blocks without prose are open.
  private var skippedDepth = 0

  var inline = InlineState()
  var builder = ProseBuilder()

  init(
    source: UnsafeBufferPointer<UInt8>, input: UnsafeBufferPointer<UInt8>, prefixCount: Int, shift: Int,
    formulas: [Range<Int>]
  ) {
    self.source = source
    self.input = input
    self.prefixCount = prefixCount
    self.shift = shift
    self.formulas = formulas[...]
  }

  /// The collector behind md4c's user data.
  static func at(_ user: UnsafeMutableRawPointer?) -> MarkdownCollector {
    // md4c passes on what `MarkdownParser.run` gave it, which is never nil.
    Unmanaged<MarkdownCollector>.fromOpaque(user!).takeUnretainedValue()
  }

  func enter(block type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    flush()
    switch type {
    case MD_BLOCK_QUOTE: containers.append(.quote)
    case MD_BLOCK_LI: containers.append(.listItem)
    case MD_BLOCK_H: headingLevel = detail.map { Int($0.load(as: MD_BLOCK_H_DETAIL.self).level) }
    case MD_BLOCK_CODE, MD_BLOCK_HTML, MD_BLOCK_TABLE: skippedDepth += 1
    default: break
    }
    return 0
  }

  func leave(block type: MD_BLOCKTYPE) -> Int32 {
    flush()
    switch type {
    case MD_BLOCK_QUOTE, MD_BLOCK_LI: containers.removeLast()
    case MD_BLOCK_H: headingLevel = nil
    case MD_BLOCK_CODE, MD_BLOCK_HTML, MD_BLOCK_TABLE: skippedDepth -= 1
    default: break
    }
    return 0
  }

  func text(_ type: MD_TEXTTYPE, _ text: UnsafePointer<MD_CHAR>?, _ count: Int) -> Int32 {
    guard let text else { return 0 }
    let start = Int(bitPattern: text) - Int(bitPattern: input.baseAddress)
    if type == MD_TEXT_HTML, start >= prefixCount, start + count <= input.count {
      rawHTML.append(start - shift..<start - shift + count)
    }
    guard skippedDepth == 0 else { return 0 }
    guard start >= 0, start + count <= input.count, count > 0 else {
      synthetic(type)
      return 0
    }
    if start < prefixCount {
      if inline.isInLink { linkStartsInPrefix.append(start) }
    } else {
      piece(type, start - shift..<start - shift + count)
    }
    return 0
  }

  /// Text that is not in the input: NUL, and line breaks as they are or as a space in inline code.
  private func synthetic(_ type: MD_TEXTTYPE) {
    switch type {
    case MD_TEXT_BR: inline.pending.append(0x0A)
    case MD_TEXT_SOFTBR, MD_TEXT_CODE: inline.pending.append(0x20)
    case MD_TEXT_NULLCHAR:
      guard let index = source[min(inline.cursor, source.count)...].firstIndex(of: 0) else { return }
      resolvePending(before: index)
      builder.append("\u{FFFD}".utf8, for: index..<index + 1)
      inline.cursor = index + 1
    default: break
    }
  }

  /// Ends the block that is being collected.
  func flush() {
    for image in inline.images where !isOnlyImages { builder.markLiteral(image) }
    markFormulas()
    for literal in LiteralScanner.literals(in: builder.prose) { builder.markLiteral(literal) }
    let kind =
      isFootnote ? .footnote : headingLevel.map { ProseBlock.Kind.heading(level: $0) } ?? containers.last ?? .paragraph
    if let block = builder.block(kind: kind) { blocks.append(block) }
    if !builder.isEmpty { builder = ProseBuilder() }
    inline.startBlock()
    isFootnote = false
  }

  /// Begins the text of a footnote.
  func startFootnote() {
    flush()
    isFootnote = true
  }

  /// Whether the block is nothing but images outside links: then their descriptions are its prose.
  private var isOnlyImages: Bool {
    guard !inline.hasImageInLink else { return false }
    var start = 0
    for image in inline.images {
      if builder.prose[start..<max(start, image.lowerBound)].contains(where: { $0 > 0x20 }) { return false }
      start = image.upperBound
    }
    return !builder.prose[min(start, builder.prose.count)...].contains { $0 > 0x20 }
  }

  private func markFormulas() {
    guard !builder.isEmpty else { return }
    while let formula = formulas.first, formula.lowerBound < builder.sourceEnd {
      let start = builder.proseOffset(ofSource: formula.lowerBound)
      builder.markLiteral(start..<max(start, builder.proseOffset(ofSource: formula.upperBound)))
      formulas.removeFirst()
    }
  }
}
