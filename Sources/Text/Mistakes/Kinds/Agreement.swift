import Edits

/// Verbs that do not agree with their subject: "he go", "they was".
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
    guard Self.plural.contains(subject), english.isVerb(word), english.form(.base, of: word) == nil else { return nil }
    return english.form(.withS, of: word).map { text.writing($0, at: index) }
  }
}
