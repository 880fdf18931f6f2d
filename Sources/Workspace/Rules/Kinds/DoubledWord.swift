import Documents

/// The same word twice.
struct DoubledWord: Rule {
  let description = RuleDescription(
    "grammar.doubled-word", "A word stands there twice",
    reason:
      "A slip while typing or editing. Words that can rightly follow themselves (that that, had had, very very) are left alone.",
    examples: [.init("We went to the the market.", "We went to the market.")], isSafe: true)

  /// Twice in a row they are never right, or as good as never: fixed unasked.
  private static let never = Set(
    words: """
      the a an of and or but from with for as at by into onto upon than this these those their our your its my we they are
      were be been being has have he she which where when while because if although though would could should must can
      cannot may might not also such some any each every other between through about after before during under us them
      """)

  /// Rightly repeated for emphasis, in names, or because two clauses meet.
  private static let legitimate = Set(
    words: """
      that to had very so no yes really much many long far way too never ever well now there here hush ha hey oh ah eh um uh er
      tut tsk knock bye good night-night boo hip hurrah hurray please come go run look wait stop hear ding dong tick tock
      chop choo beep blah yada cha bora pago walla duran who whom what it her him you me do does did is was in on up out
      off over down back again again, all one two three more less quick quickly slow slowly poor dear little big old
      fuck damn god lord holy alas right round around why how only just still even always amen ready wow yeah yep nope
      help murder fire never nay ay aye no-no tap rap drip thump bang boom pat pit ring bow wow quack woof meow baa moo
      tweet cheep caw cluck rat step click clack clang hear wee goody willy nilly dum la fa ta da ra tra na ma pa mama papa
      bla etc etcetera left hand side by hang on easy steady gently softly sing row deep pretty real super sorry thank thanks
      cut gone dead mine ours yours
      """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    var found: [SentenceFinding] = []
    for index in text.words.indices.dropFirst() {
      let (first, second) = (text.words[index - 1], text.words[index])
      guard second.key == first.key, second.shape.contains(.isAfterSpace), isSlip(index, in: text) else { continue }
      let word = text.string(second.range)
      let isSure = Self.never.contains(second.key)
      found.append(
        finding(
          first.range.lowerBound..<second.range.upperBound, "“\(word)” stands here twice",
          [text.string(first.range)], confidence: isSure ? 0.97 : 0.9, isSafe: isSure))
    }
    return found
  }

  /// Whether the word at `index`, which equals the one before it, was not meant.
  private func isSlip(_ index: Int, in text: RuleText) -> Bool {
    let (first, second) = (text.words[index - 1], text.words[index])
    // A second capital begins a name, a title or a new sentence; digits, code and single letters are data.
    guard second.isSmall, second.range.count > 1 || second.key == "a", first.shape.isDisjoint(with: .hasInnerCapital),
      !Self.legitimate.contains(second.key)
    else { return false }
    // A name inside a sentence (the Parameter parameter), and the end of one with a dot in it (Package.resolved).
    if index > 1, first.shape.contains(.capitalised) { return false }
    let before = text.byte(first.range.lowerBound - 1)
    if first.range.lowerBound > 0, before != 0x20, before != 0x0A, before < 0x80, before != 0x22, before != 0x28 {
      return false
    }
    // A verb and its noun: to address address problems.
    if index > 1, text.key(index - 2) == "to", !Self.never.contains(second.key) { return false }
    // Three in a row are meant, and so is what a hyphen continues: "the the-band".
    if text.key(index + 1) == second.key || index > 1 && text.key(index - 2) == second.key { return false }
    return text.byte(second.range.upperBound) != UInt8(ascii: "-")
      && text.byte(first.range.lowerBound - 1) != UInt8(ascii: "-")
  }
}
