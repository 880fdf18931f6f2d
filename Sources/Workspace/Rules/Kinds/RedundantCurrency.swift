import Documents

/// A currency's sign and its name: $5 dollars.
struct RedundantCurrency: Rule {
  let description = RuleDescription(
    "wording.redundant-currency", "A currency's sign and its name",
    reason: "“$5” is read “five dollars”; with the word it says dollars twice.",
    examples: [.init("It cost $5 dollars.", "It cost $5.")])

  private static let names: [(sign: String, names: Set<WordKey>)] = [
    ("$", Set(words: "dollar dollars")), ("€", Set(words: "euro euros")), ("£", Set(words: "pound pounds")),
    ("¥", Set(words: "yen")),
  ]
  private static let scales = Set(words: "hundred thousand million billion trillion")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      guard text.isAfterSpace(index), let name = Self.names.first(where: { $0.names.contains(text.words[index].key) })
      else { return nil }
      var number = index - 1
      if Self.scales.contains(text.words[number].key), text.isAfterSpace(number) { number -= 1 }
      // The parts of 1,000.50 are words of their own.
      while number > 0, text.gap(before: number).count == 1,
        ",.".utf8.contains(text.byte(text.gap(before: number).lowerBound))
      { number -= 1 }
      let start = text.words[number].range.lowerBound
      guard text.words[number].shape.contains(.hasDigit),
        text.bytes[..<start].suffix(name.sign.utf8.count).elementsEqual(name.sign.utf8)
      else { return nil }
      let range = text.words[index - 1].range.upperBound..<text.words[index].range.upperBound
      return finding(
        range, "“\(name.sign)” says “\(text.string(text.words[index].range))” already", [""], confidence: 0.92)
    }
  }
}
