import Edits

/// The present in a sentence about the past: "Yesterday we go home", "He was late, opened the door and goes in".
struct Tenses: MistakeKind {
  let name = "tense"

  private static let third = wordSet("he she it who that everyone everybody nobody someone")
  private static let subjects = wordSet("i you we they he she it who and then")
  private static let times = wordSet("yesterday ago")
  private static let past = wordSet("was were had did went said came saw took got made knew told thought")

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let (word, subject, english) = (text.word(index), text.word(index - 1), Inflections.english)
    guard Self.subjects.contains(subject), let base = english.form(.base, of: word), english.isVerb(base),
      english.form(.past, of: base) == word, saysPast(text, besides: index)
    else { return nil }
    if base == "be" {
      return text.writing(subject == "i" ? "am" : Self.third.contains(subject) ? "is" : "are", at: index)
    }
    let isThird = Self.third.contains(subject) && random.below(4) > 0
    return text.writing(isThird ? english.form(.thirdPerson, of: base) ?? base : base, at: index)
  }

  /// Whether the rest of the sentence leaves no doubt that it is past: a word of time, or two other verbs.
  private func saysPast(_ text: EditableText, besides index: Int) -> Bool {
    var verbs = 0
    for place in text.tokens.indices where place != index {
      let word = text.word(place)
      if Self.times.contains(word) { return true }
      if Self.past.contains(word) || word.count > 4 && word.hasSuffix("ed") { verbs += 1 }
    }
    return verbs > 1
  }
}
