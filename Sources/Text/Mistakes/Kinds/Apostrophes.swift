import Edits

/// Apostrophes left out, put in or taken for a plural: "dont", "it's tail", "two user's".
struct Apostrophes: MistakeKind {
  let name = "apostrophe"

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    if word.contains("'") { return text.writing(word.filter { $0 != "'" }, at: index) }
    if word == "its" { return text.writing("it's", at: index) }
    guard random.below(8) == 0, word.count > 4, word.hasSuffix("s"),
      let base = Inflections.english.form(.withoutS, of: word), base + "s" == word
    else { return nil }
    return text.writing(base + "'s", at: index)
  }
}
