package import Documents
import Markup
package import Text

/// A stretch of a document that is compared with others: one paragraph, list item or quotation.
package struct Passage: Sendable {
  /// Source bytes.
  package let range: Range<Int>
  /// The snapshot's sentences that it holds.
  package let sentences: Range<Int>
  /// Hash of its sentences' hashes: equal text, equal hash.
  package let content: ContentHash
  /// The beginning of its prose, for display.
  package let snippet: String
}

extension DocumentSnapshot {
  /// The passages of the document that say enough to be compared, in order.
  package var passages: [Passage] {
    blocks.compactMap { block in
      if block.kind.isHeading { return nil }
      let words = block.sentences.reduce(0) { $0 + wordCount(of: sentence(at: $1)) }
      return words >= Self.fewestPassageWords ? passage(of: block) : nil
    }
  }

  /// The passage at a source offset, or nil outside all of them.
  package func passage(at offset: Int) -> Passage? {
    passages.first { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }
  }

  /// The text of the first heading, or of the first sentence; empty when there is none.
  package var title: String {
    let heading = blocks.first { $0.kind.isHeading }
    guard let first = (heading ?? blocks.first)?.sentences.first else { return "" }
    return String(decoding: sentence(at: first).text.prefix(120), as: UTF8.self)
  }

  private static let fewestPassageWords = 6
  private static let snippetBytes = 160

  private func passage(of block: DocumentBlock) -> Passage {
    var bytes: [UInt8] = []
    var text: [UInt8] = []
    for index in block.sentences {
      let sentence = sentence(at: index)
      bytes += sentence.hash.bytes
      if text.count < Self.snippetBytes { text += sentence.text + [0x20] }
    }
    return Passage(
      range: block.range, sentences: block.sentences, content: ContentHash(bytes),
      snippet: Self.snippet(String(decoding: text, as: UTF8.self)))
  }

  private static func snippet(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.utf8.count <= snippetBytes ? line : String(line.prefix(snippetBytes - 1)) + "…"
  }
}
