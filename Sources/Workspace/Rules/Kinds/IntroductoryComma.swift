import Documents

/// No comma behind a word or phrase that opens a sentence: However we left.
struct IntroductoryComma: Rule {
  let description = RuleDescription(
    "punctuation.introductory-comma",
    "No comma behind “however”, “for example” and the like at the start of a sentence",
    reason:
      "What links a sentence with the one before, or says how it is meant, stands apart from the clause that follows.",
    examples: [
      .init("However we decided to stay.", "However, we decided to stay."),
      .init("For example the first one is free.", "For example, the first one is free."),
    ], severity: .information)

  /// Openers behind which a comma is the rule; those where taste decides (then, now, of course, at last) are not here.
  private static let openers = PhraseTable(
    """
    however -> however
    therefore -> therefore
    moreover -> moreover
    furthermore -> furthermore
    nevertheless -> nevertheless
    nonetheless -> nonetheless
    consequently -> consequently
    additionally -> additionally
    besides -> besides
    firstly -> firstly
    secondly -> secondly
    thirdly -> thirdly
    lastly -> lastly
    finally -> finally
    also -> also
    unfortunately -> unfortunately
    fortunately -> fortunately
    luckily -> luckily
    personally -> personally
    nowadays -> nowadays
    in addition -> in addition
    for example|instance -> for $2
    in conclusion|contrast|general|fact|short -> in $2
    in my|our opinion|view -> in $2 $3
    in other words -> in other words
    on the other hand -> on the other hand
    on the contrary -> on the contrary
    first of all -> first of all
    last but not least -> last but not least
    as a result|consequence -> as a $3
    for this|that reason -> for $2 reason
    for these reasons -> for these reasons
    to sum up -> to sum up
    to be honest -> to be honest
    all in all -> all in all
    by the way -> by the way
    as you know -> as you know
    from my point of view -> from my point of view
    yes -> yes
    """)

  /// What a clause begins with; behind anything else the opener may belong to what follows (however hard he tried).
  private static let clauseStarts = Set(
    words: """
      i you he she it we they there i'm i've i'd i'll you're he's she's it's we're we've we'll they're there's
      the a an my your his her its our their this these those some many most all every each people if when
      """)
  /// Openers that are prepositions or adverbs too: a pronoun must follow.
  private static let ambiguous = Set(words: "besides also finally yes personally")
  private static let subjects = Set(
    words: "i you he she we they i'm i've i'd i'll you're he's she's it's we're we've we'll they're there's")

  func findings(in text: RuleText) -> [SentenceFinding] {
    guard !text.words.isEmpty, let (range, entry) = Self.openers.match(at: 0, in: text) else { return [] }
    let next = entry.keys.count
    guard text.isAfterSpace(next), !text.words[0].isAllCapitals, let key = text.key(next),
      (Self.ambiguous.contains(text.words[0].key) ? Self.subjects : Self.clauseStarts).contains(key),
      text.words.count > next + 2
    else { return [] }
    let last = text.words[next - 1].range
    let word = text.string(last)
    return [
      finding(
        last, "“\(text.string(range))” opens the sentence: a comma parts it from the rest", ["\(word),"],
        confidence: 0.8)
    ]
  }
}
