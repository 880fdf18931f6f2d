import Documents

/// The prose of a block up to where somebody writes, without the markup that is not finished yet.
///
/// An emphasis or a link becomes one with its end, which is still to be typed; until then a reader of markup takes its beginning for text.
struct TypedProse {
  /// Without marks of emphasis that were opened and not closed.
  let text: [UInt8]
  /// Whether what is being written is no prose: inline code, a link's target, a tag, a path or an address.
  let isUnfinishedMarkup: Bool

  /// - Parameter end: bytes of the block's prose that stand before the place.
  init(_ block: DocumentBlock, upTo end: Int) {
    let prose = Array(block.prose[..<end])
    var readable = prose
    // What is literal is finished: its marks count for nothing.
    for literal in block.literals where literal.lowerBound < end {
      for index in literal.clamped(to: 0..<end) { readable[index] = UInt8(ascii: "a") }
    }
    isUnfinishedMarkup =
      Self.isInCode(readable) || Self.isInTarget(readable) || Self.isInTag(readable) || Self.isInPath(readable)
      || Self.hasMarksOnly(readable)
    text = Self.withoutOpenEmphasis(prose, readable)
  }

  private static func isInCode(_ text: [UInt8]) -> Bool { text.count { $0 == UInt8(ascii: "`") } % 2 == 1 }

  /// Behind `](` without its end.
  private static func isInTarget(_ text: [UInt8]) -> Bool {
    guard let open = text.lastIndex(of: UInt8(ascii: "(")), open > 0, text[open - 1] == UInt8(ascii: "]") else {
      return false
    }
    return !text[open...].contains(UInt8(ascii: ")"))
  }

  /// Behind `<` and a letter, `/` or `!` without its end.
  private static func isInTag(_ text: [UInt8]) -> Bool {
    guard let open = text.lastIndex(of: UInt8(ascii: "<")) else { return false }
    let rest = text[(open + 1)...]
    guard let first = rest.first else { return true }
    return !rest.contains(UInt8(ascii: ">")) && (isLetter(first) || "/!?".utf8.contains(first))
  }

  /// In a word with signs that words do not have.
  private static func isInPath(_ text: [UInt8]) -> Bool {
    let word = text.reversed().prefix { $0 > 0x20 }
    return word.contains { "/\\@=|^{}$".utf8.contains($0) }
      || word.contains(UInt8(ascii: "_")) && word.last != UInt8(ascii: "_")
  }

  /// `---`, `***` and their like may become anything.
  private static func hasMarksOnly(_ text: [UInt8]) -> Bool {
    text.contains { $0 > 0x20 } && !text.contains { isLetter($0) || $0 >= 0x80 || isDigit($0) }
  }

  private static func withoutOpenEmphasis(_ prose: [UInt8], _ readable: [UInt8]) -> [UInt8] {
    var (result, index) = ([UInt8](), 0)
    while index < prose.count {
      let run = readable[index...].prefix { $0 == prose[index] }.count
      let isMark = "*_~".utf8.contains(readable[index])
      let isAtStart = index == 0 || !isLetter(readable[index - 1]) && !isDigit(readable[index - 1])
      let end = index + max(run, 1)
      let isOpen = end == prose.count || readable[end] > 0x20 && !readable[end...].contains(prose[index])
      if !(isMark && isAtStart && isOpen) { result += prose[index..<end] }
      index = end
    }
    return result
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
