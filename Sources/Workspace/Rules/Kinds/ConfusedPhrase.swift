import Documents

/// Short words that sound alike, where the words beside them decide.
struct ConfusedPhrase: Rule {
  let description = RuleDescription(
    "grammar.confused-phrase", "A word that sounds like the one that must stand beside its neighbours",
    reason:
      "Possessives (its, your, their) and short forms (it's, you're, they're), then and than, of and have are confused; here the next word leaves no doubt.",
    examples: [
      .init("It has it's own door.", "It has its own door."),
      .init("We are suppose to wait.", "We are supposed to wait."),
      .init("It is older then ever.", "It is older than ever."),
    ], isSafe: true)

  private static let table = PhraseTable(
    """
    it's own -> its own
    it's respective|predecessor|successor|namesake|contents|inhabitants -> its $2
    they're own -> their own
    you're own -> your own
    who's own -> whose own
    your going to be -> you're going to be
    your not going|sure|allowed|supposed|able|alone -> you're not $3
    your right about that -> you're right about that
    their going to be|have|do|make|get|take|need -> they're going to $4
    their is|are|was|were a|an|no|some|many|several|also -> there $2 $3
    they're is|are|was|were a|an|no|some|many|several|also -> there $2 $3
    its not|been|gonna -> it's $2
    its a|an|the -> it's $2
    am|is|are|was|were|be suppose to -> $1 supposed to
    i'm|you're|he's|she's|it's|we're|they're|isn't|aren't|wasn't|weren't suppose to -> $1 supposed to
    not suppose to -> not supposed to
    better|worse|faster|slower|bigger|smaller|larger|higher|lower|older|younger|longer|shorter|easier|harder|stronger|earlier|later|fewer|cheaper then ever|expected|usual|before|average|anticipated -> $1 than $3
    no later|less|more|other then -> no $2 than
    nothing more|less|other then -> nothing $2 than
    any other then -> any other than
    more then half|enough|once|twice|just|one|two|three|four|five|six|seven|eight|nine|ten|ever|anything|anyone -> more than $3
    less then half|one|two|three|four|five|six|seven|eight|nine|ten -> less than $3
    every since -> ever since
    do to the fact -> due to the fact
    could|should|would|might not of -> $1 not have
    to much|late to -> too $2 to
    there is|are|was|were to many|much -> there $2 too $4
    way to much|many -> way too $3
    rather then be|being|to|having|using|just|doing|making -> rather than $3
    to loose weight|sight|track|faith|hope|control|money -> to lose $3
    lead to believe -> led to believe
    as apposed to -> as opposed to
    a women -> a woman
    in affect -> in effect
    have|has|had an affect on -> $1 an effect on
    no affect on -> no effect on
    an affect on -> an effect on
    for sell -> for sale
    peace of mine -> peace of mind
    piece of mind -> peace of mind
    excepts the|a|an -> accepts $2
    whose there -> who's there
    whos there -> who's there
    let's us -> lets us
    et. al -> et al
    awhile ago -> a while ago
    there own -> their own
    of|with|from|for|about|by there parents|house|lives|life|children|friends|home|families|family|jobs|work|own -> $1 their $3
    know|knows|knew were he|she|it|they|we|i|you -> $1 where $3
    for awhile -> for a while
    in awhile -> in a while
    quiet a|an few|lot|bit -> quite $2 $3
    quit a|an few|lot|bit -> quite $2 $3
    """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    Self.table.matches(in: text).compactMap { range, replacement, index in
      let found = text.string(range)
      guard found.lowercased() != replacement.lowercased() else { return nil }
      // A compound goes on behind the phrase: "an it's own-goal moment".
      if text.byte(range.upperBound) == UInt8(ascii: "-") || text.byte(range.lowerBound - 1) == UInt8(ascii: "-") {
        return nil
      }
      return finding(
        range, "“\(found)” sounds like “\(replacement)”, which must be meant here", [replacement], confidence: 0.92)
    }
  }
}
