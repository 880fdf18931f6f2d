/// How pages show blocks.
extension TextBlock {
  /// The bytes of `## `, `- ` or `> ` at the start of a block, which are shown faintly.
  ///
  /// - Parameters:
  ///   - bytes: the whole text.
  ///   - end: where the block ends without the blank lines behind it.
  func markerLength(in bytes: [UInt8], end: Int) -> Int {
    switch kind {
    case .heading, .item, .quote:
      let line = bytes[range.lowerBound..<end]
      let indent = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
      return line.dropFirst(indent).firstIndex { $0 == UInt8(ascii: " ") }.map { $0 + 1 - line.startIndex } ?? 0
    case .prose, .code, .table, .verbatim: return 0
    }
  }
}

extension TextBlock.Kind {
  /// The class of a block's element, and further attributes where it has some.
  var attributes: String {
    switch self {
    case .prose: "prose\""
    case .heading(let level): "h\" role=\"heading\" aria-level=\"\(min(level + 2, 6))\" data-level=\"\(level)\""
    case .item: "item\""
    case .quote: "quote\""
    case .code, .table: "code\""
    case .verbatim: "verbatim\""
    }
  }
}
