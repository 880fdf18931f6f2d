import Edits

/// Hyphens left out or put in: "a well known fact", "state-of the art".
struct Hyphens: MistakeKind {
  let name = "hyphen"

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    if text.tokens[index].text == "-" {
      guard !text.word(index - 1).isEmpty, !text.word(index + 1).isEmpty,
        text.tokens[index - 1].bytes.upperBound == text.tokens[index].bytes.lowerBound,
        text.tokens[index + 1].bytes.lowerBound == text.tokens[index].bytes.upperBound
      else { return nil }
      return TextReplacement(range: text.tokens[index].bytes, text: random.below(4) == 0 ? "" : " ", token: index)
    }
    guard text.areApart(index, index + 1), text.word(index).hasSuffix("ly") || random.below(60) == 0 else { return nil }
    let range = text.tokens[index].bytes.upperBound..<text.tokens[index + 1].bytes.lowerBound
    return TextReplacement(range: range, text: "-", token: index)
  }
}
