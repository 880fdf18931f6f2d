/// One paragraph, heading or list item as a reader sees it: its prose without markup, and the way back to the source.
package struct ProseBlock: Sendable, Equatable {
  /// What a block is; the innermost of the constructs that hold it.
  package enum Kind: Sendable, Hashable {
    case paragraph
    /// Level 1 is the highest.
    case heading(level: Int)
    case listItem
    case quote
    case footnote

    /// Whether it is a heading of any level.
    package var isHeading: Bool {
      if case .heading = self { true } else { false }
    }
  }

  package let kind: Kind
  /// The text without markup, UTF-8.
  ///
  /// Lines of one paragraph are joined by a space, hard breaks are `\n`; entities and escapes are resolved; inline
  /// code, addresses and formulas stand here as they are, marked in `literals`.
  package let prose: [UInt8]
  /// From prose to source and back; source offsets are relative to the section.
  package let map: SourceMap
  /// Prose ranges which are not natural language (inline code, URLs, formulas): sorted, apart, not empty.
  ///
  /// They belong to their sentence, but nothing in them is to be checked.
  package let literals: [Range<Int>]

  /// Where the block's prose lies in its section, from its first byte to its last.
  package var sourceRange: Range<Int> { map.sourceRange }
}
