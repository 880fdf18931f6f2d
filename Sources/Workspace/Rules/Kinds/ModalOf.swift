import Documents

/// “of” where “have” was heard.
struct ModalOf: Rule {
  let description = RuleDescription(
    "grammar.modal-of", "“of” behind could, should, would, must or might",
    reason: "“could've” sounds like “could of”, but what is meant is “could have”.",
    examples: [.init("You should of told me.", "You should have told me.")], isSafe: true)

  private static let modals = Set(
    words: "could should would must might couldn't shouldn't wouldn't mustn't mightn't")
  /// Behind these the modal is a noun: the might of Rome.
  private static let articles = Set(words: "the a an his her its their our your my this that whose all with by no")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      guard text.key(index) == "of", text.isAfterSpace(index), text.isAfterSpace(index + 1) else { return nil }
      var modal = index - 1
      if text.key(modal) == "not", modal > 0 { modal -= 1 }
      let next = text.words[index + 1]
      guard Self.modals.contains(text.words[modal].key),
        modal == 0 || !Self.articles.contains(text.words[modal - 1].key),
        next.key != "course", next.isSmall, isParticiple(next, in: text)
      else { return nil }
      let (left, right) = (text.string(text.words[modal].range), text.string(next.range))
      return finding(
        text.words[index].range, "“\(left) of” sounds like what is meant: “\(left) have \(right)”", ["have"])
    }
  }

  /// Whether the word can follow “have”: of the regular endings, frequent irregular forms, or an adverb before them.
  private func isParticiple(_ word: RuleWord, in text: RuleText) -> Bool {
    let spelling = text.bytes[word.range]
    if word.range.count > 4, spelling.suffix(2).elementsEqual("ed".utf8) || spelling.suffix(2).elementsEqual("ly".utf8)
    {
      return true
    }
    return Self.irregular.contains(word.key)
  }

  private static let irregular = Set(
    words: """
      been had done gone made taken seen known given come become thought told said found left kept put got gotten let felt held
      brought bought caught taught sought fought run won lost met paid sent spent built heard read written driven eaten fallen
      forgotten chosen broken spoken stolen worn torn drawn grown shown thrown flown begun drunk sung swum rung cut hit hurt shut
      set cost quit beaten bitten hidden ridden risen shaken sworn woken stood understood slept swept meant sold also at just
      never ever always
      """)
}
