/// Cuts prose into sentences.
package struct SentenceSegmenter: Sendable {
  /// No sentence is longer than this many bytes.
  package static let maximumLength = 1024

  package init() {}

  /// The sentences of one block of prose.
  package func sentences(in prose: [UInt8]) -> [Range<Int>] {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    var (result, start): ([Range<Int>], Int?) = ([], nil)
    for (at, byte) in prose.enumerated() {
      if start == nil, !isSpace(byte) { start = at }
      let next = at + 1 < prose.count ? prose[at + 1] : 0x20
      guard let from = start, [0x21, 0x2E, 0x3F].contains(byte), isSpace(next) else { continue }
      result.append(from..<at + 1)
      start = nil
    }
    if let start, let last = prose.lastIndex(where: { !isSpace($0) }) { result.append(start..<last + 1) }
    return result
  }
}
