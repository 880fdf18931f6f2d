import Documents

/// Idioms that were misheard: for all intensive purposes.
struct FixedPhrase: Rule {
  let description = RuleDescription(
    "wording.fixed-phrase", "An idiom with a word that sounds like the right one",
    reason: "Fixed phrases are passed on by ear; the written form has another word in it.",
    examples: [
      .init("They are one in the same.", "They are one and the same."),
      .init("For all intensive purposes it works.", "For all intents and purposes it works."),
    ], isSafe: true)

  private static let table = PhraseTable(
    """
    for all intensive purposes -> for all intents and purposes
    for all intents of purposes -> for all intents and purposes
    for all intent and purposes -> for all intents and purposes
    for all intents and purpose -> for all intents and purposes
    to all intensive purposes -> to all intents and purposes
    one in the same -> one and the same
    case and point -> case in point
    nip it in the butt -> nip it in the bud
    nipped in the butt -> nipped in the bud
    nipped it in the butt -> nipped it in the bud
    beck in call -> beck and call
    peaked|peeked my|his|her|their|our|your interest|curiosity -> piqued $2 $3
    peak|peek my|his|her|their|our|your interest|curiosity -> pique $2 $3
    sneak peak -> sneak peek
    wet my|your|his|her|their|our appetite -> whet $2 appetite
    free reign -> free rein
    towing the line -> toeing the line
    towed the line -> toed the line
    tow the line -> toe the line
    sneak peaks -> sneak peeks
    chalk full of -> chock-full of
    mute point -> moot point
    extract|extracting revenge -> exact revenge
    escape goat -> scapegoat
    escape goats -> scapegoats
    baited breath -> bated breath
    slight of hand -> sleight of hand
    all of the sudden -> all of a sudden
    by in large -> by and large
    by enlarge -> by and large
    without further adieu|due -> without further ado
    with out further ado -> without further ado
    much adieu about -> much ado about
    per say -> per se
    pass|passes|passed mustard -> $1 muster
    statue of limitations -> statute of limitations
    tongue and cheek -> tongue in cheek
    supposably -> supposedly
    irregardless -> regardless
    vice a versa -> vice versa
    vise versa -> vice versa
    vice verse -> vice versa
    ad nauseum -> ad nauseam
    upmost importance|respect|care|urgency -> utmost $2
    taken for granite -> taken for granted
    take for granite -> take for granted
    doggy dog world -> dog-eat-dog world
    doggie dog world -> dog-eat-dog world
    wreck|reek havoc -> wreak havoc
    wrecks|reeks havoc -> wreaks havoc
    wrecked|reeked havoc -> wreaked havoc
    wrecking|reeking havoc -> wreaking havoc
    on tender hooks -> on tenterhooks
    scott free -> scot-free
    old wise tale -> old wives' tale
    old wise tales -> old wives' tales
    lack there of -> lack thereof
    bare with me|us -> bear with $3
    bare in mind -> bear in mind
    baring in mind -> bearing in mind
    grin and bare it -> grin and bear it
    make due with -> make do with
    making due with -> making do with
    made due with -> made do with
    deep seeded -> deep-seated
    hare brained -> harebrained
    straight jacket -> straitjacket
    tough road to hoe -> tough row to hoe
    hard road to hoe -> hard row to hoe
    curve your|my|his|her|their|our enthusiasm|appetite -> curb $2 $3
    just desserts -> just deserts
    through the ringer -> through the wringer
    unchartered territory|waters|water -> uncharted $2
    at your beckon call -> at your beck and call
    beckon call -> beck and call
    chock it up to -> chalk it up to
    died in the wool -> dyed in the wool
    eek out a -> eke out a
    eeked out -> eked out
    fall by the waste side -> fall by the wayside
    flush out the details|idea|ideas|plan -> flesh out the $4
    flaunt the rules|rule|law|laws -> flout the $3
    give up the goat -> give up the ghost
    in one foul swoop -> in one fell swoop
    one foul swoop -> one fell swoop
    one fowl swoop -> one fell swoop
    on the lamb -> on the lam
    poured over the book|books|documents|document|report|data|map|maps -> pored over the $4
    pouring over the book|books|documents|document|report|data|map|maps -> poring over the $4
    put the petal to the metal -> put the pedal to the metal
    rest bite -> respite
    shoot the breath -> shoot the breeze
    spurt of the moment -> spur of the moment
    spur the moment -> spur of the moment
    take a different tact -> take a different tack
    changed tact -> changed tack
    change tact -> change tack
    tie me over -> tide me over
    tie us over -> tide us over
    tie you over -> tide you over
    the spitting imagine -> the spitting image
    to the manor borne -> to the manner born
    trite and true -> tried and true
    wheel barrel -> wheelbarrow
    worth it's weight -> worth its weight
    your guess is a good as mine -> your guess is as good as mine
    in this day in age -> in this day and age
    in this day of age -> in this day and age
    off the beat and path -> off the beaten path
    off the beaten patch -> off the beaten path
    on the spurt of the moment -> on the spur of the moment
    no harm no fowl -> no harm, no foul
    full to the brink -> full to the brim
    strike a cord -> strike a chord
    strikes a cord -> strikes a chord
    struck a cord -> struck a chord
    play it by year -> play it by ear
    at the drop of the hat -> at the drop of a hat
    neck in neck -> neck and neck
    nerve wrecking -> nerve-racking
    odds in ends -> odds and ends
    rock in a hard place -> rock and a hard place
    rope in a hard place -> rock and a hard place
    """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    Self.table.matches(in: text).compactMap { range, replacement, _ in
      let found = text.string(range)
      guard found.lowercased() != replacement.lowercased() else { return nil }
      return finding(range, "“\(found)” is written “\(replacement)”", [replacement])
    }
  }
}
