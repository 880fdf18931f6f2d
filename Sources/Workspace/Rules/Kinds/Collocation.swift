import Documents

/// Words that do not go together in English though they do in other languages: depend of, listen music.
struct Collocation: Rule {
  let description = RuleDescription(
    "grammar.collocation", "Words that do not go together: a wrong preposition, one too many or one too few",
    reason:
      "Which preposition a verb takes, and which nouns have a plural, is learnt with the word; other languages do it otherwise.",
    examples: [
      .init("It depends of the weather.", "It depends on the weather."),
      .init("They gave us many informations.", "They gave us much information."),
      .init("I look forward to hear from you.", "I look forward to hearing from you."),
    ])

  private static let table = PhraseTable(
    """
    listen|listens|listened|listening music -> $1 to music
    depend|depends|depended|depending of -> $1 on
    it depend on|of -> it depends on
    it's depend|depends on|of -> it depends on
    interested on|about -> interested in
    discuss|discussed|discusses|discussing about -> $1
    according with -> according to
    in|by|at the other hand -> on the other hand
    on other hand -> on the other hand
    despite of -> despite
    in spite the -> in spite of the
    most of people -> most people
    most of the times -> most of the time
    i am|was agree|disagree -> I $3
    i'm agree|disagree -> I $2
    thanks god -> thank God
    go|goes|going|went|gone to home|abroad|shopping|swimming|fishing|dancing -> $1 $3
    come|comes|came|coming|back to home -> $1 home
    arrive|arrives|arrived|arriving to home -> $1 home
    arrive|arrives|arrived|arriving to the -> $1 at the
    afraid from -> afraid of
    consist|consists|consisted|consisting on -> $1 of
    comprise|comprises of -> $1
    explain|explained|explains me|us|him|them the|how|why|what|that|about -> $1 to $2 $3
    said|says me|us|him|them that|to -> told $2 $3
    marry|marries with -> $1
    married with my|his|her|him|me -> married to $3
    married with a|an|the man|woman -> married to $3 $4
    many|these|those|some|several informations -> much information
    informations -> information
    advices -> advice
    furnitures -> furniture
    equipments -> equipment
    homeworks -> homework
    knowledges -> knowledge
    luggages -> luggage
    an advice -> advice
    every days -> every day
    every weeks -> every week
    every months -> every month
    every years -> every year
    since long time -> for a long time
    since a long time -> for a long time
    make|makes|made|making me|you|him|us|them to feel|think|laugh|smile|cry|want|understand|realize|realise -> $1 $2 $4
    let|lets me|you|him|us|them to go|know|see|use|do|have|be|get|make|take|think|learn -> $1 $2 $4
    must|should to go|do|be|have|get|make|take|see|use|study|work|learn|know|help|say|buy|find|try|give|think|change|come|play|travel|visit -> $1 $3
    had better to -> had better
    look|looks|looking|looked forward to hear|meet|see|read|visit|work|go -> $1 forward to $4ing
    look|looks|looking|looked forward to receive -> $1 forward to receiving
    look|looks|looking|looked forward to get -> $1 forward to getting
    as conclusion -> in conclusion
    at last but not least -> last but not least
    by|on|at|to my opinion -> in my opinion
    in my point of view -> from my point of view
    in nowadays -> nowadays
    now a days -> nowadays
    so|too much people|things|problems|friends|students|children|cars -> $1 many $3
    do|does mistakes -> make mistakes
    did mistakes -> made mistakes
    did a|many mistake|mistakes -> made $2 $3
    doing mistakes -> making mistakes
    make homework|sport -> do $2
    makes homework|sport -> does $2
    making homework|sport -> doing $2
    there is many|several|two|three|four|five|six -> there are $3
    there was many|several|two|three|four|five|six -> there were $3
    this people|things|problems|reasons|students|children|places|activities|days -> these $2
    an other -> another
    in|at Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday -> on $2
    enter|enters|entered|entering to the -> $1 the
    i|he|she born in|on -> $1 was born $3
    i|we|they very like|love|enjoy -> $1 really $3
    such us -> such as
    even thought -> even though
    trough the|a|this|that|my|our|your|his|her|their -> through $2
    than you for -> thank you for
    thanks you -> thank you
    will|would|must|should can -> $1 be able to
    say the truth -> tell the truth
    said the truth -> told the truth
    lost the|my|our|his|her bus|train|flight|plane -> missed $2 $3
    since two|three|four|five|six|seven|eight|nine|ten|many|several years|months|weeks|days -> for $2 $3
    during two|three|four|five|six|seven|eight|nine|ten|many|several years|months|weeks|days|hours|minutes -> for $2 $3
    too much expensive|difficult|big|hard|long|small|young|old|easy|late|busy|important|tired|dangerous -> too $3
    so much difficult|big|hard|happy|beautiful|important|interesting|expensive|tired|easy|good|nice -> so $3
    very much important|interesting|difficult|happy|useful|beautiful -> very $3
    want|wants|wanted go|be|do|get|make|take|know|learn|become|buy|eat|tell|say|give -> $1 to $2
    able|going|want|wants|wanted|need|needs|needed|try|tries|tried|decided|hope|hoped|used to went -> $1 to go
    able|going|want|wants|wanted|need|needs|needed|try|tries|tried|decided|hope|hoped|used to made -> $1 to make
    able|going|want|wants|wanted|need|needs|needed|try|tries|tried|decided|hope|hoped|used to took -> $1 to take
    able|going|want|wants|wanted|need|needs|needed|try|tries|tried|decided|hope|hoped|used to got -> $1 to get
    able|going|want|wants|wanted|need|needs|needed|try|tries|tried|decided|hope|hoped|used to had|has -> $1 to have
    able|going|want|wants|wanted|need|needs|needed|try|tries|tried|decided|hope|hoped|used to saw -> $1 to see
    don't know what is it|this|that -> don't know what $5 is
    away|far|apart form -> $1 from
    come|comes|came|coming form -> $1 from
    prefer|prefers|preferred to stay|go|live|eat|work|have than -> $1 to $3 rather than
    """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    Self.table.matches(in: text).compactMap { range, replacement, index in
      let found = text.string(range)
      // A compound goes on behind the phrase, and behind “that” another clause begins.
      guard found.lowercased() != replacement.lowercased(), text.byte(range.upperBound) != UInt8(ascii: "-"),
        index == 0 || text.byte(range.lowerBound - 1) != UInt8(ascii: "-")
      else { return nil }
      return finding(range, "“\(found)”: English says “\(replacement)”", [replacement], confidence: 0.85)
    }
  }
}
