/// Collects the prose of one block piece by piece, in source order.
struct ProseBuilder {
  private(set) var prose: [UInt8] = []
  private(set) var literals: [Range<Int>] = []
  private var map = SourceMap()

  /// Where the source of what has been collected ends; 0 at the start.
  var sourceEnd: Int { map.runs.last?.source.upperBound ?? 0 }
  var isEmpty: Bool { prose.isEmpty }

  /// Adds source bytes as they are.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, at source: Int) {
    guard !bytes.isEmpty else { return }
    prose.append(contentsOf: bytes)
    map.append(proseCount: bytes.count, source: source..<source + bytes.count, isVerbatim: true)
  }

  /// Adds prose that stands for other source bytes as a whole.
  mutating func append(_ bytes: some Collection<UInt8>, for source: Range<Int>) {
    guard !bytes.isEmpty, !source.isEmpty else { return }
    prose.append(contentsOf: bytes)
    map.append(proseCount: bytes.count, source: source, isVerbatim: false)
  }

  /// Marks prose as not natural language; ranges may come in any order and overlap.
  mutating func markLiteral(_ range: Range<Int>) {
    if !range.isEmpty { literals.append(range) }
  }

  /// The prose offset of a source offset; see `SourceMap`.
  func proseOffset(ofSource offset: Int) -> Int { map.proseOffset(ofSource: offset) }

  /// The block, or nil when it holds nothing to read: no letter or digit outside literals (headings may be all literal).
  func block(kind: ProseBlock.Kind) -> ProseBlock? {
    let merged = Self.merged(literals)
    guard hasText(outside: merged, kind: kind) else { return nil }
    return ProseBlock(kind: kind, prose: prose, map: map, literals: merged)
  }

  private func hasText(outside literals: [Range<Int>], kind: ProseBlock.Kind) -> Bool {
    if case .heading = kind { return prose.contains(where: Self.isWordByte) }
    var start = 0
    for literal in literals {
      if prose[start..<literal.lowerBound].contains(where: Self.isWordByte) { return true }
      start = literal.upperBound
    }
    return prose[start...].contains(where: Self.isWordByte)
  }

  /// ASCII letters and digits and everything beyond ASCII.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
