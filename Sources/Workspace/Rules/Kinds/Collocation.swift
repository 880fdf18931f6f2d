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
    even thought the|it|they|he|she|we|there -> even though $3
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
    let|lets|letting me|you|him|us|them|users|people to ask|pick|change|choose|set|run|add|create|select|write|read|work|play|leave|come|find|give|try|start|call|keep|show|open|edit|enter -> $1 $2 $4
    worth to check|read|see|try|visit|do|mention|note|consider|look|buy|add -> worth $3ing
    worth to have -> worth having
    worth to use -> worth using
    good|bad|great|terrible|best in math|maths|english|sports|chess|cooking|drawing|singing|dancing|writing|reading|speaking|programming|swimming|playing|coding -> $1 at $3
    craves|craved for -> $1
    thrive|thrives|thrived off of -> $1 on
    thrive|thrives|thrived off -> $1 on
    amounted for -> amounted to
    passionate of -> passionate about
    no match against|of -> no match for
    cure|cures against -> $1 for
    full to the brim of -> full to the brim with
    is|was evident by -> $1 evidenced by
    comprises of members|a|the|multiple|several|many|two|three -> comprises $3
    nor i|we|you|he|she|they|it can|could|will|would|do|did|have|had|should -> nor $3 $2
    not only i|we|you|he|she|they|it is|was|are|were|can|could|will|would|has|have|had|does|did -> not only $4 $3
    as|too|so|how good|big|large|long|small|bad|great|hard|high of a|an -> $1 $2 $4
    is|was|are very known -> $1 very well known
    a|an very known -> a very well-known
    curious to how|what|why|whether -> curious as to $3
    wish|wished i|we|you|he|she|they|someone|somebody can -> $1 $2 could
    take|takes|took|taking it|things|security|privacy|everything|life|safety serious -> $1 $2 seriously
    take|takes|took|taking|have|having|had a look to the|this|that|my|our|your -> $1 a look at $5
    eat medicine|medicines|medication -> take $2
    eats medicine|medicines|medication -> takes $2
    eating medicine|medicines|medication -> taking $2
    ate medicine|medicines|medication -> took $2
    helped built -> helped build
    helped made -> helped make
    true to my|his|her|our words -> true to $3 word
    capable to do|run|handle|work|find -> capable of $3ing
    responsible of -> responsible for
    congratulate|congratulated him|her|them|you|us|me for -> $1 $2 on
    rely|relies|relied|relying in|of -> $1 on
    accuse|accused|accuses|accusing him|her|them|me|us|you for|about -> $1 $2 of
    prevent|prevents|prevented|preventing him|her|them|me|us|you|it to -> $1 $2 from
    superior|inferior than -> $1 to
    ask|asks to me|him|her|them|us -> $1 $3
    regarding to -> regarding
    by foot -> on foot
    in this|that|the weekend -> at $2 weekend
    at last year|month|week -> last $3
    on|in|at last|next monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|year|summer|winter|weekend -> $2 $3
    yesterday night -> last night
    yesterday at night -> last night
    today morning|afternoon|evening -> this $2
    how it looks like -> what it looks like
    how does|do|did it|he|she|they|this|that look like -> what $2 $3 look like
    looking forward hear -> looking forward to hearing
    didn't used to -> didn't use to
    did not used to -> did not use to
    in this days -> these days
    all the peoples -> all the people
    every peoples -> everybody
    one of other -> one another
    good|bad|great|terrible|best in being|doing|making|finding|keeping -> $1 at $3
    do a|the|any|some|many|such|my|same mistake|mistakes -> make $2 $3
    does a|the|any|some|many|such|my|same mistake|mistakes -> makes $2 $3
    did a|the|any|some|many|such|my|same mistake|mistakes -> made $2 $3
    coded|written|programmed on python|java|javascript|typescript|rust|swift|ruby|php|cpp|kotlin -> $1 in $3
    call|calls|called|calling it|them|these|this as a|an -> $1 $2 $4
    want|wants|wanted that you|it -> $1 $3 to
    make|makes|made|making me|you|him|her|us|them to clean|wash|eat|wait|stay|leave|come|study|write|read|speak|talk|learn|pay|sign|see|believe|forget|remember|look|change|stop|start|finish|sit|stand|run|walk|buy|sell|drink|sleep|wear|listen|choose|answer|call|help|try|use|keep|do|go|work|play -> $1 $2 $4
    married with a|an teacher|doctor|nurse|lawyer|engineer|waiter|waitress|driver|programmer|developer|journalist|manager|cook|chef|translator|scientist|secretary|accountant -> married to $3 $4
    work|works|worked|working like a teacher|doctor|nurse|lawyer|engineer|waiter|waitress|driver|programmer|developer|journalist|manager|cook|chef|translator|scientist|secretary|accountant -> $1 as $3 $4
    work|works|worked|working like an engineer|accountant|actor|architect -> $1 as $3 $4
    if i|you|he|she|we|they|it would have known|seen|had|been|gone|done|told|come|asked|studied|worked|taken|made -> if $2 had $5
    borrow me|us|him|them some|a|the|your|money|that -> lend $2 $3
    borrowed me|us|him|them some|a|the|his|her|money -> lent $2 $3
    suggest|suggests|suggested|recommend|recommends|recommended you|him|her|us|them to take|go|use|try|visit|see|do|read|buy|stay|have|get|make|talk|speak|ask -> $1 $2 $4
    neither|either|each of them|us|these|those are -> $1 of $3 is
    neither|either|each of them|us|these|those have -> $1 of $3 has
    an information about|on|from -> some information $3
    a good|bad|useful|great advice -> $2 advice
    a good|bad|useful|great|new information -> $2 information
    prefer|prefers|preferred tea|coffee|cats|dogs|summer|winter|books|films|movies|meat|fish|music|football|reading|walking|swimming|travelling|staying|living than -> $1 $2 to
    am|i'm interesting in -> $1 interested in
    am|i'm|are|we're|you're|they're exciting about -> $1 excited about
    am|i'm|are|we're|you're|they're confusing about -> $1 confused about
    was|am|i'm very|so|really exciting about -> $1 $2 excited about
    less people|students|children|friends|cars|books|words|mistakes|problems|errors|users|jobs|women|men than|in|on|at|are|were|who|and -> fewer $2 $3
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
