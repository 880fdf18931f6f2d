import Edits

/// Commas left out or put where none belong: "However it is", "I know, that".
struct Commas: MistakeKind {
  let name = "comma"

  private static let behind = wordSet("that because if when than and or which who to")

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    if text.tokens[index].text == ",", index > 0 {
      return TextReplacement(range: text.tokens[index].bytes, text: "", token: index)
    }
    guard Self.behind.contains(text.word(index + 1)), text.areApart(index, index + 1), index > 0 else { return nil }
    return text.inserting(",", behind: index)
  }
}
