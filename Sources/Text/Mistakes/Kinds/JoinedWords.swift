import Edits

/// Words written as one, or one as two: "alot", "can not", "some times".
struct JoinedWords: MistakeKind {
  let name = "joined"

  private static let joined: Set<String> = [
    "a lot", "in fact", "as well", "at least", "in case", "no one", "each other", "every time", "set up", "log in",
    "back up",
    "all right", "in front", "up to", "such as", "even though", "may be", "any more", "every day", "some time", "as if",
  ]
  private static let places = """
    can|not with|out in|to on|to some|times some|thing some|one every|one every|thing any|one any|thing how|ever what|ever when|ever
    there|fore it|self them|selves your|self through|out with|in further|more more|over never|theless al|though al|ready al|ways al|so
    up|date be|cause in|stead
    """
  private static let parted: [String: String] = {
    var result: [String: String] = [:]
    for word in places.split(whereSeparator: \.isWhitespace) {
      result[String(word.filter { $0 != "|" })] = String(word.map { $0 == "|" ? " " : $0 })
    }
    return result
  }()

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    if let parted = Self.parted[word] { return text.writing(parted, at: index) }
    guard text.areApart(index, index + 1) else { return nil }
    let often = Self.joined.contains(word + " " + text.word(index + 1))
    guard often || random.below(40) == 0 && word.count + text.word(index + 1).count < 14 else { return nil }
    let range = text.tokens[index].bytes.upperBound..<text.tokens[index + 1].bytes.lowerBound
    return TextReplacement(range: range, text: "", token: index)
  }
}
