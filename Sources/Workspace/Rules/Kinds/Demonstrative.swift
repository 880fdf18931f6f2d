import Documents

/// “this” before a plural that a plural verb follows: this books are.
struct Demonstrative: Rule {
  let description = RuleDescription(
    "grammar.demonstrative", "“this” or “that” before a plural",
    reason: "One thing is this or that, several are these or those.",
    examples: [.init("This books are mine.", "These books are mine.")])

  private static let plural = [WordKey: String](pairs: "this:these that:those")
  private static let verbs = Set(words: "are were have aren't weren't haven't")
  /// Adverbs and verbs that end like plurals.
  private static let others = Set(
    words: "always sometimes perhaps thus besides afterwards is was has does this as us means needs makes gives news")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropLast(2).compactMap { index in
      let (word, noun) = (text.words[index], text.words[index + 1])
      guard index == 0 || word.isSmall, let right = Self.plural[word.key], noun.isSmall, noun.range.count > 3,
        text.isAfterSpace(index + 1), text.isAfterSpace(index + 2), Self.verbs.contains(text.words[index + 2].key),
        endsLikePlural(noun, in: text), !Self.others.contains(noun.key),
        // “the dogs that always are”, “that” behind a verb: only at the start is it surely no conjunction.
        word.key == "this" || index == 0
      else { return nil }
      let found = text.string(word.range)
      return finding(
        word.range, "“\(text.string(noun.range))” are several: “\(right)”, not “\(found)”",
        [text.adapted(right, to: word.range)], confidence: 0.88)
    }
  }

  private func endsLikePlural(_ word: RuleWord, in text: RuleText) -> Bool {
    let end = text.bytes[word.range].suffix(2)
    return end.last == UInt8(ascii: "s") && end.first != UInt8(ascii: "s") && end.first != UInt8(ascii: "u")
      && end.first != UInt8(ascii: "i") && end.first != UInt8(ascii: "'")
  }
}
