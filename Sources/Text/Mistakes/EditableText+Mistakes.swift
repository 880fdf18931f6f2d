import Edits

extension EditableText {
  /// The token's word in small letters; empty for marks and beyond the ends.
  func word(_ index: Int) -> String {
    tokens.indices.contains(index) && tokens[index].kind == .word ? tokens[index].key : ""
  }

  /// Another word in a token's place, written large where the token was.
  func writing(_ word: String, at index: Int) -> TextReplacement {
    let old = tokens[index].text
    let isLarge = old.first?.isUppercase == true && tokens[index].key != "i" && !tokens[index].key.hasPrefix("i'")
    let isAllLarge = isLarge && old.count > 1 && old == old.uppercased()
    let new = isAllLarge ? word.uppercased() : isLarge ? word.prefix(1).uppercased() + word.dropFirst() : word
    let curly = old.contains("\u{2019}") ? String(new.map { $0 == "'" ? "\u{2019}" : $0 }) : new
    return TextReplacement(range: tokens[index].bytes, text: curly, token: index)
  }

  /// Nothing in a token's place, nor in that of the white space behind it; a capital moves on to the next word.
  func omitting(_ index: Int) -> TextReplacement? {
    guard index + 1 < tokens.count, tokens[index + 1].kind == .word else { return nil }
    let next = tokens[index + 1]
    let startsLarge = index == 0 && tokens[0].text.first?.isUppercase == true
    let text = startsLarge ? next.text.prefix(1).uppercased() + next.text.dropFirst() : next.text
    return TextReplacement(range: tokens[index].bytes.lowerBound..<next.bytes.upperBound, text: text, token: index)
  }

  /// A text right behind a token.
  func inserting(_ text: String, behind index: Int) -> TextReplacement {
    TextReplacement(range: tokens[index].bytes.upperBound..<tokens[index].bytes.upperBound, text: text, token: index)
  }

  /// Whether two neighbouring words stand apart by exactly one space.
  func areApart(_ first: Int, _ second: Int) -> Bool {
    !word(first).isEmpty && !word(second).isEmpty
      && bytes[tokens[first].bytes.upperBound..<tokens[second].bytes.lowerBound].elementsEqual([0x20])
  }
}

/// The words of a list, for a look-up of each.
func wordSet(_ words: String) -> Set<String> { Set(words.split(whereSeparator: \.isWhitespace).map(String.init)) }
