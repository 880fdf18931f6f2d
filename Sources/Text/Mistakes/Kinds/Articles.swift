import Edits

/// Articles left out, put in, or taken for one another: "He is student", "a apple", "in the general".
struct Articles: MistakeKind {
  let name = "article"

  private static let articles: Set<String> = ["a", "an", "the"]
  private static let before = wordSet("in of at for to with from about by on and is")
  private static let never = wordSet(
    "a an the this that these those my your his her its our their some any no each every i he she it we they me him us them what which who to not"
  )

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    if Self.articles.contains(word) {
      switch random.below(10) {
      case 0..<6: return text.omitting(index)
      case 6..<9 where word != "the": return text.writing(word == "a" ? "an" : "a", at: index)
      // Rare, because which of the two is right is told by the text before the sentence.
      case 9: return text.writing(word == "the" ? "a" : "the", at: index)
      default: return nil
      }
    }
    guard random.below(4) == 0, Self.before.contains(word), text.areApart(index, index + 1),
      !Self.never.contains(text.word(index + 1))
    else { return nil }
    return text.inserting(random.below(3) == 0 ? " a" : " the", behind: index)
  }
}
