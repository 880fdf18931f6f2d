import Documents

/// A plural that no rule makes: childs, criterias.
struct IrregularPlural: Rule {
  let description = RuleDescription(
    "grammar.irregular-plural", "The plural of a word that does not take an -s, or a plural taken for one thing",
    reason:
      "Some words kept an old plural (children, feet, mice) or brought one from Latin or Greek (criteria, phenomena).",
    examples: [
      .init("The childs play.", "The children play."), .init("There are two criterias.", "There are two criteria."),
      .init("This is a phenomena.", "This is a phenomenon."),
    ])

  private static let plurals = [WordKey: String](
    pairs: """
      childs:children childrens:children womans:women womens:women foots:feet tooths:teeth gooses:geese sheeps:sheep deers:deer oxes:oxen
      criterias:criteria criterions:criteria phenomenas:phenomena phenomenons:phenomena bacterias:bacteria datas:data
      aircrafts:aircraft spacecrafts:spacecraft hovercrafts:hovercraft offsprings:offspring shrimps:shrimp knifes:knives
      lifes:lives wifes:wives wolfs:wolves shelfs:shelves leafs:leaves thiefs:thieves halfs:halves selfs:selves loafs:loaves
      """)
  private static let singulars = [WordKey: String](
    pairs:
      "phenomena:phenomenon criteria:criterion bacteria:bacterium men:man children:child people:person feet:foot teeth:tooth mice:mouse"
  )
  /// Verbs as well as plurals, so that what stands before must say which.
  private static let ambiguous = Set(words: "wolfs shelfs leafs knifes halfs")
  private static let many = Set(words: "two three four five many several few some the these those all of and both")
  private static let one = Set(words: "a another")
  /// Behind “a” and a plural goes on what is one thing: a women doctor is none, a children book is another mistake.
  private static let ends = Set(words: "is was has who that which with in on at of and or but to from can will")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.compactMap { index in
      let word = text.words[index]
      guard word.isSmall, let right = plural(index, in: text) ?? singular(index, in: text) else { return nil }
      return finding(word.range, "It is “\(right)”, not “\(text.string(word.range))”", [right], confidence: 0.9)
    }
  }

  private func plural(_ index: Int, in text: RuleText) -> String? {
    let key = text.words[index].key
    guard let right = Self.plurals[key] else { return nil }
    return !Self.ambiguous.contains(key) || index > 0 && Self.many.contains(text.words[index - 1].key) ? right : nil
  }

  private func singular(_ index: Int, in text: RuleText) -> String? {
    guard index > 0, text.isAfterSpace(index), Self.one.contains(text.words[index - 1].key),
      let right = Self.singulars[text.words[index].key]
    else { return nil }
    guard text.isAfterSpace(index + 1) else {
      // A hyphen goes on with a compound.
      return text.byte(text.words[index].range.upperBound) == UInt8(ascii: "-") ? nil : right
    }
    return text.key(index + 1).map(Self.ends.contains) == true ? right : nil
  }
}
