/// Where a phrase of nouns ends, as far as that can be told without parsing.
enum PhraseEnd {
  /// Words that begin something else: behind them the noun before them has no more words to its right.
  private static let starts = Set(
    words: """
      of in on at to from and or but is are was were will would can could should must may might that who which for with by because
      when if as so then than i you he she it we they have has had do does did about into after before while where what how since
      until without during there not also only just very too
      """)

  /// Whether the phrase ends before the word at `index`: at the end of the sentence, at a mark, or where another one begins.
  static func isBefore(_ index: Int, in text: RuleText) -> Bool {
    guard index < text.words.count else { return true }
    // A hyphen or an apostrophe goes on with the word, any other mark ends the phrase.
    guard text.isAfterSpace(index) else {
      return text.byte(text.gap(before: index).lowerBound) != UInt8(ascii: "-")
        && !text.words[index].shape.contains(.isLiteral)
    }
    return starts.contains(text.words[index].key)
  }
}
