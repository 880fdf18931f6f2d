import Edits

/// Nouns in the wrong number: "two cat", "every days", "informations", "a lot of friend".
struct NounNumber: MistakeKind {
  let name = "number"

  private static let uncountable = wordSet(
    "information advice equipment furniture homework knowledge research software feedback luggage evidence traffic progress"
  )
  private static let plural = wordSet(
    "two three four five six seven eight nine ten many several few these those various both some all most other different such our their"
  )
  private static let singular = wordSet("a an one this that each every another the my your his her its")
  /// What a plural without an article stands behind.
  private static let bare = wordSet(
    "of with for about like than between and or from by as are were have has buy make new good old other young big small different important"
  )
  private static let behind = wordSet("of in on at for to is was and or that which with from by has will can")

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    let english = Inflections.english
    if Self.uncountable.contains(word) { return text.writing(word == "news" ? word : word + "s", at: index) }
    if Self.plural.contains(text.word(index - 1)), let one = english.form(.withoutS, of: word) {
      return text.writing(one, at: index)
    }
    if Self.bare.contains(text.word(index - 1)), word.count > 4, word.hasSuffix("s"), !word.hasSuffix("ss"),
      !word.hasSuffix("us"),
      !word.hasSuffix("ics"), !word.contains("'"), let one = english.form(.withoutS, of: word),
      english.form(.withS, of: one) == word
    {
      return text.writing(one, at: index)
    }
    guard Self.singular.contains(text.word(index - 1)), word.count > 2, !Self.plural.contains(word),
      !text.word(index).hasSuffix("s"), !text.word(index).hasSuffix("ly"),
      text.word(index + 1).isEmpty || Self.behind.contains(text.word(index + 1))
    else { return nil }
    return english.form(.withS, of: word).map { text.writing($0, at: index) }
  }
}
