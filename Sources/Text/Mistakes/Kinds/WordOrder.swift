import Edits

/// Two words in the wrong order: "he goes often to", "Where you are".
struct WordOrder: MistakeKind {
  let name = "order"

  private static let movable = wordSet(
    "always often never usually also only still already really just even not is are was can will have has had do does did"
  )

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    guard text.areApart(index, index + 1), Self.movable.contains(text.word(index)) || random.below(30) == 0,
      text.word(index) != text.word(index + 1)
    else { return nil }
    let (first, second) = (text.tokens[index], text.tokens[index + 1])
    let isLarge = first.text.first?.isUppercase == true && index == 0
    let left = isLarge ? second.text.prefix(1).uppercased() + second.text.dropFirst() : second.text
    return TextReplacement(
      range: first.bytes.lowerBound..<second.bytes.upperBound, text: "\(left) \(isLarge ? first.key : first.text)",
      token: index)
  }
}
