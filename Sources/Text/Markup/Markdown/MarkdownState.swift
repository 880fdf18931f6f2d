/// The leaf block that is open at the top level where a section begins: only those that may hold blank lines, or that can
/// grow beyond the largest section.
enum MarkdownState: Equatable {
  /// Nothing is open.
  case fresh
  /// Inside a fenced code block opened by `count` times `character`.
  case fence(character: UInt8, count: Int)
  /// Inside an HTML block that a line with this ends.
  case html(HTMLBlockEnd)
  /// Inside an HTML block or a table that the next blank line ends.
  case untilBlankLine

  /// Whether there can be prose in a section that begins so: one that begins inside something verbatim ends with it.
  var holdsProse: Bool { self == .fresh }

  init(_ state: SectionState) {
    let value = state.rawValue
    switch value & 0xFF {
    case 2: self = .fence(character: UInt8(truncatingIfNeeded: value >> 8), count: Int(value >> 16))
    case 3: self = .html(HTMLBlockEnd(rawValue: UInt8(truncatingIfNeeded: value >> 8)) ?? .comment)
    case 4: self = .untilBlankLine
    default: self = .fresh
    }
  }

  /// The same as a section's state.
  var sectionState: SectionState {
    switch self {
    case .fresh: .fresh
    case .fence(let character, let count): SectionState(rawValue: 2 | UInt64(character) << 8 | UInt64(count) << 16)
    case .html(let end): SectionState(rawValue: 3 | UInt64(end.rawValue) << 8)
    case .untilBlankLine: SectionState(rawValue: 4)
    }
  }
}

/// What ends an HTML block of the kinds 1 to 5 of CommonMark 0.30, section 4.6.
enum HTMLBlockEnd: UInt8 {
  /// The closing tag of `pre`, `script`, `style` or `textarea`.
  case rawTextTag = 1
  /// `-->`
  case comment
  /// `?>`
  case instruction
  /// `>`
  case declaration
  /// `]]>`
  case characterData

  /// The strings that end the block, lower case.
  var terminators: [StaticString] {
    switch self {
    case .rawTextTag: ["</script>", "</pre>", "</style>", "</textarea>"]
    case .comment: ["-->"]
    case .instruction: ["?>"]
    case .declaration: [">"]
    case .characterData: ["]]>"]
    }
  }
}
