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
  /// Where another reading is possible, so that nothing is changed unasked.
  private static let likely = PhraseTable(
    """
    is|are|was|were|be|much|highly|most|been sort after -> $1 sought after
    all ready exists|exist|done|started|finished|knew|taken|gone|fixed|clear|stable -> already $3
    is|are|was|were|have|has|had all ready been|done|gone|made|taken|started|finished|seen|used|fixed|installed|running -> $1 already $4
    close|closed|cancelled|canceled|delayed|failed|possible|mainly|largely|partly|primarily do to -> $1 due to
    do to a|an lack|error|bug|accident|illness|shortage -> due to $3 $4
    do to bad|heavy|poor|severe weather|rain|traffic|visibility|conditions -> due to $3 $4
    do to the weather|pandemic|circumstances|lack|size|nature|number|amount -> due to the $4
    not longer supported|available|saved|needed|necessary|required|used|able|possible|valid|works|working|exists|exist -> no longer $3
    will not longer be|work|have|support|need|show|render -> will no longer $4
    my|our|your|his|her|their|its|the principle job|objective|goal|reason|concern|architect|engineer|investigator|aim|cause|purpose|investor|actor -> $1 principal $3
    in principal -> in principle
    on principal -> on principle
    how|can|could|will|did|i|you|we|they every be|become|have|get|see|make|find -> $1 ever $3
    once|twice a|an twice -> once or twice
    about|like|check|bad|good|nice|cold|hot|warm the whether -> $1 the weather
    is|was the whether today|tomorrow|outside|like -> $1 the weather $4
    weather or not -> whether or not
    know|knows|knew|sure|decide|decides|wonder|wondering|determine|unsure weather it|this|that|they|we|you|he|she|i|or|there -> $1 whether $3
    they|i|we|you|who|must|can|cannot|to|not relay on|upon -> $1 rely $3
    through away the|this|that|your|his|her|their|my|our -> throw away $3
    we|i|he|she|they|you through away|out -> $1 threw $3
    i|we|you|he|she|they though that|it|this|he|she|they|we|you -> $1 thought $3
    i|we hop we|you|this|that|they|he|she -> $1 hope $3
    get|gets|got|getting pass the|this|that|it -> $1 past $3
    walk|walked|drive|drove|ran pass the|this|that|it|them|him|her -> $1 past $3
    i|you|he|she|it|we|they dint -> $1 didn't
    wont be|have|do|work|get|make|let|take|need|go|see -> won't $2
    cant be|do|have|get|go|find|see|wait|use|make|even|believe -> can't $2
    id like|love to -> I'd $2 to
    will|would|not|shouldn't|can't|to threat the|him|her|them|me|us|you -> $1 threaten $3
    to|can|can't|cannot|must|should|will|would|don't|didn't|not|please response to -> $1 respond to
    can|can't|cannot|must|should|will|would|don't|didn't advice you|him|her|them|me|us|people|users -> $1 advise $3
    i|we advice you|everyone|people|users|against -> $1 advise $3
    the|an|any|little|side|same|negative|positive|big|huge|adverse|opposite|desired affect|affects on -> $1 effect $3
    side affect -> side effect
    side affects of|from|include|including|such|and -> side effects $3
    take|takes|taking|took affect -> $1 effect
    the|a|my|another thieve -> $1 thief
    a hand full of -> a handful of
    a|two|three|four|five|six|seven|eight|nine|ten|few|several moths|mouths ago|old|later -> $1 months $3
    will|might|could|would|may|don't|can|not loose the|your|my|our|his|her|their|its|any|all|some -> $1 lose $3
    you|we|they|i loose the|your|my|our|their|all|some -> $1 lose $3
    can't|cannot|hardly|barely|couldn't breath -> $1 breathe
    a deep breathe -> a deep breath
    take|takes|took|taking a breathe -> $1 a breath
    different|rather|bigger|smaller|faster|slower|higher|lower|better|worse|more|less|easier|harder|older|younger|larger|cheaper then the|a|that|this|those|me|him|her|us|them|mine|yours|ours|most|any|what -> $1 than $3
    your kidding|joking|gonna -> you're $2
    their the ones|best|worst|same|only -> they're the $3
    if|because|think|hope|know|that|say its going|raining|snowing|been|not|a|an|the|too|always|never|just -> $1 it's $3
    its raining|snowing|gonna -> it's $2
    lets face it|facts -> let's face $3
    lets hope that|so|for|it|we|they|he|she -> let's hope $3
    lets not forget|be|get|go|do -> let's not $3
    lets just say|go|do|be|hope -> let's just $3
    who's fault|idea|turn|job|responsibility|house|car|book|name -> whose $2
    whose been -> who's been
    quit|quiet good|nice|often|different|difficult|important|sure -> quite $2
    chemotherapeutic|treatment|exercise|training|dosing regiment -> $1 regimen
    chemotherapeutic|treatment|exercise|training|dosing regiments -> $1 regimens
    convenient stores -> convenience stores
    i|you|we|they weight -> $1 weigh
    i|you|we|they|always|not intent to -> $1 intend to
    my|our|strong|firm|popular|common|false|religious believe -> $1 belief
    strongly|would|always|i'd|we'd advice -> $1 advise
    to advice against -> to advise against
    am|are|were|be|been|i'm|you're|we're|they're|he's|she's worry about|that|because -> $1 worried $3
    am|are|were|be|i'm|you're|we're|they're|he's|she's concern about|that|because|if|by -> $1 concerned $3
    am|are|were|be|i'm|you're|we're|they're|he's|she's bias towards|toward|against|because -> $1 biased $3
    am|are|were|be|i'm|you're|we're|they're|he's|she's prejudice against|towards|because -> $1 prejudiced $3
    am|are|were|be|i'm|you're|we're|they're|he's|she's shock that|because|by|at -> $1 shocked $3
    in affect until|from|since|now|today -> in effect $3
    to|can|hardly|barely breath deeply|slowly|properly|easily|again|normally|fresh -> $1 breathe $3
    you|we|they r -> $1 are
    i|you|we fell like i|we|you|it|this|there|i'm -> $1 feel like $4
    excepted the|my|your|his|her|our|their|an|a offer|invitation|job|gift|present|apology|proposal|award|prize|challenge -> accepted $2 $3
    except the|my|your|his|her|our|their|an|a offer|invitation|apology|proposal|challenge -> accept $2 $3
    have|has|had|got|ate|drank|spent|costs|took to much|many -> $1 too $3
    """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    let found = findings(of: Self.table, in: text, isSafe: true) + findings(of: Self.likely, in: text, isSafe: false)
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func findings(of table: PhraseTable, in text: RuleText, isSafe: Bool) -> [SentenceFinding] {
    table.matches(in: text).compactMap { range, replacement, _ in
      let found = text.string(range)
      guard found.lowercased() != replacement.lowercased() else { return nil }
      // A compound goes on behind the phrase: "an it's own-goal moment".
      if text.byte(range.upperBound) == UInt8(ascii: "-") || text.byte(range.lowerBound - 1) == UInt8(ascii: "-") {
        return nil
      }
      return finding(
        range, "“\(found)” sounds like “\(replacement)”, which must be meant here", [replacement], confidence: 0.92,
        isSafe: isSafe)
    }
  }
}
