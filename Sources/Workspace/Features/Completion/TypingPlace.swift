package import Documents
import Text

/// A place in a document where somebody writes prose, and the prose before it.
///
/// Whether the place lies in prose is not guessed: a letter is put there, as its writer may do next, and the document is read with it. What
/// makes the letter prose (a paragraph, an item of a list, a heading) makes the place one; in code, front matter, tables or addresses it is none.
package struct TypingPlace: Sendable {
  /// What a language model is to continue: the prose of the nearest paragraphs up to the place, a paragraph a line, without markup.
  package let prompt: [UInt8]
  /// The unfinished word right before the place, as it stands in the source; empty behind a blank.
  package let word: [UInt8]
  /// Whether nothing that can be read follows on the line.
  package let isAtLineEnd: Bool
  /// The prose right behind the place, some of it, without line breaks.
  private let following: [UInt8]

  private static let letter = UInt8(ascii: "x")
  /// Source bytes by which the beginning of the prompt moves: seldom, so that what a model computed for it stays useful.
  private static let step = 8_192

  /// The place at the end of `range`, nil where nothing may be suggested: outside prose, inside a word, or where a remark switches everything off.
  ///
  /// O(log n), the reading of one section, and the result.
  ///
  /// - Parameters:
  ///   - range: source bytes that count as replaced; empty for the place alone.
  ///   - text: what counts as standing there instead.
  package init?(in document: Document, replacing range: Range<Int>, with text: [UInt8] = []) {
    let rope = document.snapshot.rope
    guard range.upperBound <= rope.count, !Self.isInWord(rope, range.upperBound),
      !Self.isSwitchedOff(document.snapshot, range.lowerBound)
    else { return nil }
    var document = document
    document.apply(edits: [TextEdit(range: range, replacement: text + [Self.letter])], version: 0)
    let (snapshot, place) = (document.snapshot, range.lowerBound + text.count)
    guard let position = snapshot.prosePosition(ofSource: place), !position.isLiteral else { return nil }
    let typed = TypedProse(snapshot.blocks[position.block], upTo: position.offset)
    guard !typed.isUnfinishedMarkup else { return nil }
    prompt = Self.before(position.block, place, in: snapshot) + typed.text
    word = Self.word(before: place, in: snapshot.rope)
    isAtLineEnd = !Self.isFollowed(place + 1, in: snapshot.rope)
    following = Self.following(position, in: snapshot)
  }

  /// Whether the prose behind the place begins with just these words, however its lines are broken.
  package func isFollowed(by bytes: [UInt8]) -> Bool {
    let words = Self.onOneLine(bytes)
    guard !words.isEmpty, following.starts(with: words) else { return false }
    return following.count == words.count || !Self.isLetter(following[words.count])
  }

  /// What stands behind the letter in its block, or in the next one where that is nothing.
  private static func following(_ position: ProsePosition, in snapshot: DocumentSnapshot) -> [UInt8] {
    let rest = onOneLine(snapshot.blocks[position.block].prose.dropFirst(position.offset + 1).prefix(longestFollowing))
    guard rest.isEmpty, position.block + 1 < snapshot.blocks.count else { return rest }
    return onOneLine(snapshot.blocks[position.block + 1].prose.prefix(longestFollowing))
  }

  /// No suggestion is longer.
  private static let longestFollowing = 1024

  private static func onOneLine(_ bytes: some Collection<UInt8>) -> [UInt8] {
    Array(bytes.split { $0 <= 0x20 }.joined(separator: [0x20]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80 }

  /// The prose of the blocks before one, a block a line.
  private static func before(_ block: Int, _ place: Int, in snapshot: DocumentSnapshot) -> [UInt8] {
    let origin = snapshot.firstBlock(aroundSource: place / step * step - step)
    return (min(origin, block)..<block).flatMap { snapshot.blocks[$0].prose + [0x0A] }
  }

  /// The letters, digits and apostrophes at the end of what stands before a place.
  private static func word(before place: Int, in rope: Rope) -> [UInt8] {
    let before = rope.string(in: max(0, place - longestWord)..<place)
    let word = before.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "'" || $0 == "’" }
    return Array(String(word.reversed()).utf8)
  }

  private static let longestWord = 96

  private static func isInWord(_ rope: Rope, _ offset: Int) -> Bool {
    guard let next = rope.string(in: offset..<offset + 4).unicodeScalars.first else { return false }
    return next.properties.isAlphabetic || next.properties.numericType != nil
  }

  private static func isFollowed(_ offset: Int, in rope: Rope) -> Bool {
    let line = rope.lineRange(rope.line(at: offset - 1))
    guard offset < line.upperBound else { return false }
    return rope.string(in: offset..<line.upperBound).contains { $0.isLetter || $0.isNumber }
  }

  private static func isSwitchedOff(_ snapshot: DocumentSnapshot, _ offset: Int) -> Bool {
    Suppressions(snapshot, codes: FindingCatalogue.codes).cover(offset..<offset, code: "")
  }
}
