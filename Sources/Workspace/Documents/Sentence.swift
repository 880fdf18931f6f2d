package import Markup
package import Text

/// One sentence of prose: the unit of analysis and of the cache.
///
/// It does not know where it lies, so that a sentence that moves stays the same.
package struct Sentence: Sendable, Equatable {
  /// The prose, UTF-8, without markup and without white space at its ends.
  package let text: [UInt8]
  /// Ranges of `text` that are not natural language: sorted, apart, not empty.
  package let literals: [Range<Int>]
  /// The name of the sentence in every cache, made of `text` and `literals` alone.
  package let hash: ContentHash
  /// What the block is that holds it.
  package let kind: ProseBlock.Kind

  /// A sentence that lies in no document.
  package init(prose text: [UInt8], literals: [Range<Int>] = []) {
    self.init(text: text, literals: literals, kind: .paragraph)
  }

  init(text: [UInt8], literals: [Range<Int>], kind: ProseBlock.Kind) {
    self.text = text
    self.literals = literals
    self.kind = kind
    hash = Self.hash(text, literals)
  }

  /// The hash that a sentence with these parts has, for text that lies in no document.
  package static func hash(_ text: [UInt8], _ literals: [Range<Int>] = []) -> ContentHash {
    if literals.isEmpty { return ContentHash(text) }
    // 0xFF is in no UTF-8: no text can look like a text with literals.
    var bytes = text + [0xFF]
    for literal in literals {
      for bound in [literal.lowerBound, literal.upperBound] {
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: bound >> (8 * $0)) }
      }
    }
    return ContentHash(bytes)
  }

  package static func == (a: Sentence, b: Sentence) -> Bool { a.hash == b.hash && a.kind == b.kind }
}
