/// Joins the pieces that a tokenizer cuts at punctuation into words as treebanks have them: `3.14`, `U.S.`, `'s`, and `don` `'t`.
///
/// A joined word takes the label of its first piece, which is how labelled words are learnt. Units are bytes of one sentence. O(n).
enum WordJoiner {
  /// - Parameter pieces: ascending, apart, not empty.
  static func words(of pieces: [Range<Int>], in text: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    for (index, piece) in pieces.enumerated() {
      let next = index + 1 < pieces.count && pieces[index + 1].lowerBound == piece.upperBound ? pieces[index + 1] : nil
      if let word = words.last, word.upperBound == piece.lowerBound,
        belongs(text[piece], to: text[word], before: next.map { text[$0] }, isSuffix: isSuffix(words, text))
      {
        words[words.count - 1] = word.lowerBound..<piece.upperBound
      } else {
        words.append(piece)
      }
    }
    return words
  }

  /// Whether the last word is an apostrophe that touches the letters before it.
  private static func isSuffix(_ words: [Range<Int>], _ text: [UInt8]) -> Bool {
    guard let last = words.last, isApostrophe(text[last]), let before = words.dropLast().last else { return false }
    return before.upperBound == last.lowerBound && text[before].last.map(isLetter) == true
  }

  private static func belongs(
    _ piece: ArraySlice<UInt8>, to word: ArraySlice<UInt8>, before next: ArraySlice<UInt8>?, isSuffix: Bool
  ) -> Bool {
    guard let first = piece.first, let last = word.last else { return false }
    let isPoint = piece.count == 1 && first == UInt8(ascii: ".")
    if isSuffix, isLetter(first) { return true }
    if isPoint || piece.count == 1 && first == UInt8(ascii: ",") {
      if isDigit(last), next?.first.map(isDigit) == true { return true }
      return isPoint && areInitials(word)
        && (word.contains(first) || next.map { $0.count == 1 && isLetter($0.first) } == true)
    }
    if last == UInt8(ascii: ".") || last == UInt8(ascii: ",") {
      if isDigit(first) { return word.dropLast().last.map(isDigit) == true }
      return last == UInt8(ascii: ".") && piece.count == 1 && isLetter(first) && areInitials(word.dropLast())
    }
    return false
  }

  /// `U`, `U.S`: single letters with points between them.
  private static func areInitials(_ word: ArraySlice<UInt8>) -> Bool {
    word.count % 2 == 1
      && word.enumerated().allSatisfy { $0.offset % 2 == 0 ? isLetter($0.element) : $0.element == UInt8(ascii: ".") }
  }

  private static func isApostrophe(_ word: ArraySlice<UInt8>) -> Bool {
    word.elementsEqual("'".utf8) || word.elementsEqual("\u{2019}".utf8)
  }

  private static func isLetter(_ byte: UInt8?) -> Bool {
    byte.map { (0x61...0x7A).contains($0 | 0x20) || $0 >= 0x80 } ?? false
  }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
