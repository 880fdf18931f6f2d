import Documents

/// “a” before a vowel's sound, “an” before a consonant's.
struct Article: Rule {
  let description = RuleDescription(
    "grammar.article", "“a” and “an” go by the sound of the next word",
    reason:
      "“an” stands before a vowel that is heard (an hour, an MP3), “a” before any other sound (a user, a one-off).",
    examples: [.init("It took a hour.", "It took an hour."), .init("He is an user.", "He is a user.")], isSafe: true)

  func findings(in text: RuleText) -> [SentenceFinding] {
    var found: [SentenceFinding] = []
    for index in text.words.indices.dropLast() {
      let article = text.words[index]
      guard article.key == "a" || article.key == "an", isArticle(index, in: text) else { continue }
      guard let sound = SoundStart.of(text.words[index + 1], in: text) else { continue }
      let right = sound == .vowel ? "an" : "a"
      guard WordKey(right) != article.key else { continue }
      let next = text.string(text.words[index + 1].range)
      found.append(
        finding(
          article.range,
          "“\(next)” begins with the sound of a \(sound == .vowel ? "vowel" : "consonant"): “\(right) \(next)”",
          [text.adapted(right, to: article.range)]))
    }
    return found
  }

  /// Whether the word at `index` is the article: no letter of the alphabet, no variable, no label, no word of another language.
  private func isArticle(_ index: Int, in text: RuleText) -> Bool {
    let (article, next) = (text.words[index], text.words[index + 1])
    guard article.shape.isDisjoint(with: [.hasInnerCapital, .isLiteral]), isJoined(index + 1, in: text) else {
      return false
    }
    // A capital inside a sentence is a name or a grade: "vitamin A is".
    if article.shape.contains(.capitalised), text.words[..<index].contains(where: { !$0.shape.contains(.isLiteral) }) {
      return false
    }
    let before = text.byte(article.range.lowerBound - 1)
    guard index == 0 || before == 0x20 || before == 0x28 || before == 0x22 || before == 0x0A else { return false }
    if index > 0, Self.labels.contains(text.words[index - 1].key) { return false }
    return !Self.afterLetter.contains(next.key)
  }

  /// Whether a space alone, or a space and an opening quote, lies before the word.
  private func isJoined(_ index: Int, in text: RuleText) -> Bool {
    if text.isAfterSpace(index) { return true }
    let gap = text.string(text.gap(before: index))
    return gap == " “" || gap == " \"" || gap == " ‘" || gap == " *"
  }

  /// Behind these “a” is a letter.
  private static let labels = Set(
    words:
      "letter vitamin grade type class point set group option plan part section appendix figure case column variable and or side step"
  )
  /// Before these “a” is a letter or a word of another language.
  private static let afterLetter = Set(
    words: "the is are and or in of if at as on it i us am an a to was be un el la le il era über")
}
