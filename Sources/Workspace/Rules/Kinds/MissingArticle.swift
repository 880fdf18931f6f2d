import Documents

/// A fixed phrase without its article: at same time, for long time.
struct MissingArticle: Rule {
  let description = RuleDescription(
    "grammar.missing-article", "A set phrase, a country or a profession without its article",
    reason:
      "Many phrases have an article wherever they stand: at the same time, for a long time, in the USA, I am a student.",
    examples: [
      .init("They came at same time.", "They came at the same time."),
      .init("He lives in USA.", "He lives in the USA."),
      .init("I am student in Rome.", "I am a student in Rome."),
    ])

  /// Whole wherever they stand.
  private static let anywhere = PhraseTable(
    """
    at same time -> at the same time
    in same way -> in the same way
    for first|second|last time -> for the $2 time
    in first place -> in the first place
    at end of -> at the end of
    at beginning of -> at the beginning of
    in middle of -> in the middle of
    all over world -> all over the world
    around world -> around the world
    as result of -> as a result of
    for long time -> for a long time
    one of most -> one of the most
    have|has|had|spend|with|are|is|learn|get|got lot of -> $1 a lot of
    have|has|had lots things|friends|people -> $1 lots of $3
    a lot people|things|friends|money|time -> a lot of $3
    """)
  /// Where the phrase ends behind them.
  private static let atEnd = PhraseTable(
    """
    in|from|to|of USA|UK|Netherlands|Philippines -> $1 the $2
    in|from|to United States -> $1 the United States
    in|from|to United Kingdom -> $1 the United Kingdom
    in morning|evening|afternoon -> in the $2
    in|around world -> $1 the world
    go|goes|going|went to cinema|gym|beach|doctor|supermarket|park|airport|restaurant -> $1 to the $3
    have|had good|great|nice time -> $1 a $2 time
    was|were child|kid|baby|teenager|boy|girl -> $1 a $2
    i|he|she was student|teacher|doctor|nurse|lawyer -> $1 was a $3
    he|she is student|teacher|doctor|nurse|lawyer|programmer|writer|developer|scientist|journalist -> $1 is a $3
    he|she is engineer|actor|artist|architect|accountant -> $1 is an $3
    am student|teacher|doctor|nurse|lawyer|programmer|writer|developer|scientist|journalist -> am a $2
    am engineer|actor|artist|architect|accountant -> am an $2
    i'm student|teacher|doctor|nurse|lawyer|programmer|writer|developer|scientist|journalist -> I'm a $2
    i'm engineer|actor|artist|architect|accountant -> I'm an $2
    as result -> as a result
    """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    var found = Self.anywhere.matches(in: text)
    found += Self.atEnd.matches(in: text).filter { match in
      let next = text.words.firstIndex { $0.range.lowerBound >= match.range.upperBound } ?? text.words.count
      return PhraseEnd.isBefore(next, in: text)
    }
    return found.compactMap { range, replacement, _ in
      guard text.byte(range.upperBound) != UInt8(ascii: "-") else { return nil }
      return finding(
        range, "“\(text.string(range))” lacks an article: “\(replacement)”", [replacement], confidence: 0.87)
    }
    .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
