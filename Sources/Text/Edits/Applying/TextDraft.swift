/// A text in pieces, gap and token by turns, while tags change them.
struct TextDraft {
  private struct Piece {
    let range: Range<Int>
    /// What stands there now; nil for what stood there before.
    var text: String?
    /// The token whose tag changed it last.
    var owner = 0
  }

  private let text: EditableText
  private let isCurly: Bool
  /// The gap before the token `i` is at `2 i`, the token at `2 i + 1`.
  private var pieces: [Piece] = []

  init(_ text: EditableText) {
    self.text = text
    isCurly = text.hasCurlyApostrophes
    var end = 0
    for token in text.tokens {
      pieces.append(Piece(range: end..<token.bytes.lowerBound))
      pieces.append(Piece(range: token.bytes))
      end = token.bytes.upperBound
    }
  }

  mutating func apply(_ tags: [EditTag?], _ spelling: (String) -> String?) {
    let count = min(tags.count, text.tokens.count)
    var index = 0
    while index < count {
      let tag = tags[index] ?? .keep
      if tag == .delete {
        var end = index + 1
        while end < count, tags[end] == .delete { end += 1 }
        delete(index..<end)
        index = end
      } else {
        change(index, tag, spelling)
        // An exchanged neighbour's own tag would be laid on the wrong word.
        index += tag == .swap ? 2 : 1
      }
    }
  }

  private mutating func change(_ index: Int, _ tag: EditTag, _ spelling: (String) -> String?) {
    let token = text.tokens[index]
    let behind = index + 1 < text.tokens.count ? index + 1 : nil
    switch tag {
    case .keep, .delete: break
    case .append(let addition): append(styled(addition), to: index)
    case .prepend(let addition): put(styled(addition) + token.text, at: index)
    case .replace(let word): put(styled(LetterCase(token.text).apply(to: word)), at: index)
    case .transform(let transform):
      if token.kind == .word, let word = transform.apply(to: token.text) { put(styled(word), at: index) }
    case .spelling: if let word = spelling(token.text) { put(word, at: index) }
    case .dehyphenate: if token.isHyphen { put(" ", at: index) }
    case .join: if let behind { putGap("", before: behind, owner: index) }
    case .space: if let behind { putSpace(before: behind, owner: index) }
    case .hyphenate: if let behind { putGap("-", before: behind, owner: index) }
    case .swap: if let behind { swap(index, behind) }
    }
  }

  private func styled(_ word: String) -> String { isCurly ? word.curlingApostrophes : word }

  private mutating func put(_ new: String, at index: Int, owner: Int? = nil) {
    pieces[2 * index + 1].text = new
    pieces[2 * index + 1].owner = owner ?? index
  }

  private mutating func putGap(_ new: String, before index: Int, owner: Int) {
    pieces[2 * index].text = new
    pieces[2 * index].owner = owner
  }

  private mutating func putSpace(before index: Int, owner: Int) {
    if !text.isSpaced(index) || text.hasDoubledSpace(before: index) { putGap(" ", before: index, owner: owner) }
  }

  /// Puts a text behind a token; a word fills the hole that a missing one has left between two spaces.
  private mutating func append(_ addition: String, to index: Int) {
    put(text.tokens[index].text + addition, at: index)
    if addition.hasPrefix(" "), index + 1 < text.tokens.count { fillHole(before: index + 1, owner: index) }
  }

  private mutating func fillHole(before index: Int, owner: Int) {
    if text.hasDoubledSpace(before: index) { putGap(" ", before: index, owner: owner) }
  }

  private mutating func swap(_ first: Int, _ second: Int) {
    put(text.tokens[second].text, at: first)
    put(text.tokens[first].text, at: second)
  }

  /// Takes tokens away, and the white space before them; the white space behind where they begin the text, stand against what is before
  /// them, or the line breaks before them.
  private mutating func delete(_ tokens: Range<Int>) {
    let (first, end) = (tokens.lowerBound, tokens.upperBound)
    for index in tokens {
      put("", at: index, owner: first)
      if index > first { putGap("", before: index, owner: first) }
    }
    let before = text.bytes[pieces[2 * first].range]
    guard end < text.tokens.count else {
      if first > 0 { putGap("", before: first, owner: first) }
      return
    }
    let behind = text.bytes[pieces[2 * end].range]
    if first == 0 {
      putGap("", before: end, owner: first)
    } else if !before.isEmpty, !behind.isEmpty {
      let breaks = before.contains(0x0A) && !behind.contains(0x0A)
      putGap("", before: breaks ? end : first, owner: first)
    } else if !before.isEmpty, Self.closes(text.tokens[end]) {
      putGap("", before: first, owner: first)
    }
  }

  /// Whether a mark stands against the word before it: what is taken away before it leaves no space.
  private static func closes(_ token: EditToken) -> Bool {
    token.kind == .mark && token.text.first.map { ",.;:!?)]\u{201D}".contains($0) } == true
  }

  /// The pieces that changed; neighbours that the same tag changed are one replacement.
  func replacements() -> [TextReplacement] {
    var result: [TextReplacement] = []
    for piece in pieces {
      guard let new = piece.text, !new.utf8.elementsEqual(text.bytes[piece.range]) else { continue }
      if let last = result.last, last.token == piece.owner, last.range.upperBound == piece.range.lowerBound {
        result[result.count - 1] = TextReplacement(
          range: last.range.lowerBound..<piece.range.upperBound, text: last.text + new, token: last.token)
      } else {
        result.append(TextReplacement(range: piece.range, text: new, token: piece.owner))
      }
    }
    return result
  }
}
