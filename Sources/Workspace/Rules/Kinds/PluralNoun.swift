import Documents

/// A singular behind a number or a word for several: three day, one of my friend.
struct PluralNoun: Rule {
  let description = RuleDescription(
    "grammar.plural-noun", "A noun in the singular behind a word that asks for the plural",
    reason: "Behind two, many, several and “one of the” stands the plural.",
    examples: [
      .init("We stayed three day in Rome.", "We stayed three days in Rome."),
      .init("She is one of my best friend.", "She is one of my best friends."),
    ])

  private static let quantities = Set(
    words:
      "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred many several these those various"
  )
  private static let owners = Set(words: "the my our your his her its their these those")

  /// Frequent nouns that are neither verbs nor adjectives, or hardly ever behind a number.
  private static let plurals: [WordKey: String] = {
    let regular = """
      year day month week hour minute friend student teacher thing problem book car place reason language house school game
      movie film song idea way kind type example question advantage disadvantage subject country city family activity hobby
      opportunity animal bird dog cat tree flower room hotel restaurant shop company job word sentence letter photo picture
      parent brother sister boy girl neighbour neighbor classmate colleague person's member player team tourist visitor passenger
      island river mountain beach museum park building village town region university course lesson exam difficulty
      """
    var result: [WordKey: String] = [
      WordKey("person"): "people", WordKey("child"): "children", WordKey("man"): "men", WordKey("woman"): "women",
    ]
    for noun in regular.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init) {
      let isY = noun.hasSuffix("y") && !["ay", "ey", "oy", "uy"].contains { noun.hasSuffix($0) }
      let isSibilant = ["ch", "sh", "s", "x"].contains { noun.hasSuffix($0) }
      result[WordKey(noun)] = isY ? noun.dropLast() + "ies" : noun + (isSibilant ? "es" : "s")
    }
    return result
  }()

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let word = text.words[index]
      guard let plural = Self.plurals[word.key], word.isSmall, text.isAfterSpace(index),
        PhraseEnd.isBefore(index + 1, in: text), let start = asker(before: index, in: text)
      else { return nil }
      let (asker, found) = (text.string(start), text.string(word.range))
      return finding(
        word.range, "Behind “\(asker)” stands the plural: “\(plural)”, not “\(found)”", [plural], confidence: 0.88)
    }
  }

  /// The words that ask for the plural.
  private func asker(before index: Int, in text: RuleText) -> Range<Int>? {
    let one = text.words[index - 1]
    if Self.quantities.contains(one.key) {
      // “many a day”, “twenty-two”, “one of the two” and names of works stay.
      let before = index > 1 ? text.words[index - 2].key : nil
      guard one.isSmall || index == 1, before != "a", before != "one", before != "part", before != "chapter",
        text.byte(one.range.lowerBound - 1) != UInt8(ascii: "-")
      else { return nil }
      return one.range
    }
    for start in stride(from: index - 3, through: max(0, index - 5), by: -1) where start >= 0 {
      guard text.matches([WordKey("one"), WordKey("of")], at: start), start + 2 < index,
        Self.owners.contains(text.words[start + 2].key),
        (start + 3..<index).allSatisfy({ text.isAfterSpace($0) && text.words[$0].isSmall && isDegree($0, in: text) })
      else { continue }
      return text.words[start].range.lowerBound..<text.words[index - 1].range.upperBound
    }
    return nil
  }

  /// Whether the word can stand between “one of the” and its noun: best, most beautiful, biggest.
  private func isDegree(_ index: Int, in text: RuleText) -> Bool {
    let (word, spelling) = (text.words[index], text.bytes[text.words[index].range])
    return Self.degrees.contains(word.key) || word.range.count > 5 && spelling.suffix(3).elementsEqual("est".utf8)
      || index > 0 && text.words[index - 1].key == "most"
  }
  private static let degrees = Set(words: "best worst most main first favourite favorite close good old great")
}
