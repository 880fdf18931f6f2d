import Edits

/// Verbs that do not agree with their subject: "he go", "they was", "the result show that".
struct Agreement: MistakeKind {
  let name = "agreement"

  private static let others = [
    "is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "does": "do", "do": "does",
    "isn't": "aren't", "aren't": "isn't", "wasn't": "weren't", "weren't": "wasn't", "doesn't": "don't",
    "don't": "doesn't", "hasn't": "haven't", "haven't": "hasn't",
  ]
  private static let singular = wordSet("he she it that this who which everyone everybody nobody someone")
  private static let plural = wordSet("i you we they these those people")

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    if let other = Self.others[word] { return text.writing(other, at: index) }
    let (subject, english) = (text.word(index - 1), Inflections.english)
    if Self.singular.contains(subject), let base = english.form(.withoutS, of: word), english.isVerb(base) {
      return text.writing(base, at: index)
    }
    if Self.plural.contains(subject), english.isVerb(word), english.form(.base, of: word) == nil {
      return english.form(.withS, of: word).map { text.writing($0, at: index) }
    }
    return behindNoun(in: text, at: index)
  }

  /// What stands behind a verb rather than behind a noun.
  private static let objects = wordSet(
    "the a an his her its their our my your that this these to not it them him me us how what why in on at with for from as very"
  )
  /// What stands between a noun and the word that says whose or which one it is; behind anything else the noun may be a verb.
  private static let openers = wordSet(
    "the a an my your his her its our their this that these those each every some many most all")

  /// The verb of a noun with a word such as "the" before it.
  private func behindNoun(in text: EditableText, at index: Int) -> TextReplacement? {
    let (word, noun, english) = (text.word(index), text.word(index - 1), Inflections.english)
    guard Self.openers.contains(text.word(index - 2)), noun.count > 2, Self.objects.contains(text.word(index + 1))
    else {
      return nil
    }
    if noun.hasSuffix("s") {
      guard !noun.hasSuffix("ss"), english.isVerb(word), english.form(.base, of: word) == nil else { return nil }
      return english.form(.withS, of: word).map { text.writing($0, at: index) }
    }
    guard let base = english.form(.withoutS, of: word), word.hasSuffix("s"), english.isVerb(base) else { return nil }
    return text.writing(base, at: index)
  }
}
