import Edits

/// Words written twice: "the the cat".
struct DoubledWords: MistakeKind {
  let name = "doubled"

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    guard word.count < 6, !word.isEmpty, word != text.word(index + 1), word != text.word(index - 1) else { return nil }
    return text.inserting(" " + word, behind: index)
  }
}
