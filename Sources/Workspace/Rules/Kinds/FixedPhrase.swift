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
    for all intended|intense|intent|intensives purposes -> for all intents and purposes
    chalk|choke|chuck|chocked|choked full of -> chock-full of
    mixed bad of -> mixed bag of
    changing|changes tact -> $1 tack
    change|changed|changes of tact -> $1 of tack
    day an age -> day and age
    by this day in age -> in this day and age
    striking a cord -> striking a chord
    strikes|struck|strike the|my right|same cord -> $1 the $3 chord
    call|calls|called|calling it quit -> $1 it quits
    john hopkins university|hospital|medicine -> Johns Hopkins $3
    led rise to -> gave rise to
    lead rise to -> give rise to
    pale|pales|paled by comparison -> $1 in comparison
    cutting age technology|technologies|solution|solutions|research|tools|design -> cutting-edge $3
    egg yoke|yokes -> egg yolk
    all hell breaks|broke lose -> all hell $3 loose
    leaving|left|leave in drones -> $1 in droves
    oldest trick|mistake in the books -> oldest $2 in the book
    rise|rose|risen|rising the ranks of|to|from -> $1 through the ranks $4
    cautionary|inspirational|fairy tail -> $1 tale
    cautionary|inspirational|fairy tails -> $1 tales
    full fleshed -> full-fledged
    fully fleshed -> fully fledged
    on accident -> by accident
    likely hood -> likelihood
    on|at his|her|their|my|our|your own accord -> of $2 own accord
    at wits end -> at wits' end
    at my|his|her|our|their wits end -> at $2 wits' end
    deja vue -> déjà vu
    carte blanch -> carte blanche
    en mass -> en masse
    prima dona -> prima donna
    self of steam -> self-esteem
    preying mantis -> praying mantis
    ace in the whole -> ace in the hole
    bald|bold faced lie -> bald-faced lie
    blessing in the skies -> blessing in disguise
    dead wringer for -> dead ringer for
    far be it for me -> far be it from me
    hunger pains -> hunger pangs
    last ditched effort -> last-ditch effort
    make|makes|making|made ends meat -> $1 ends meet
    minus well -> might as well
    nip this|that in the butt -> nip $2 in the bud
    out of sink with -> out of sync with
    shot across the bough|bows -> shot across the bow
    pass|passes|passed the mustard -> $1 muster
    reap havoc -> wreak havoc
    reaps havoc -> wreaks havoc
    reaped havoc -> wreaked havoc
    reaping havoc -> wreaking havoc
    rein of terror -> reign of terror
    right of passage -> rite of passage
    rights of passage -> rites of passage
    rule of thump|thumbs -> rule of thumb
    second hand smoke -> second-hand smoke
    a shoe in for -> a shoo-in for
    soaping wet -> soaking wet
    stalk market -> stock market
    stark raven mad -> stark raving mad
    taken a back by -> taken aback by
    taking for granite -> taking for granted
    take|takes|took|taking it|this|them for granite -> $1 $2 for granted
    feeble position -> fetal position
    in the throws of -> in the throes of
    death throws -> death throes
    two peas and a pod -> two peas in a pod
    vocal|spinal|umbilical chord -> $1 cord
    vocal|spinal|umbilical chords -> $1 cords
    woe|whoa is me -> woe is me
    worse comes to worse -> worst comes to worst
    worst comes to worse -> worst comes to worst
    worse case scenario -> worst-case scenario
    worse nightmare -> worst nightmare
    neither hear nor there -> neither here nor there
    cease the day|opportunity|moment -> seize the $3
    due diligent -> due diligence
    exasperate|exasperates|exasperated the problem|problems|situation|issue -> exacerbate the $3
    fate compli -> fait accompli
    first come first serve -> first come, first served
    first come first served -> first come, first served
    by the same tokens -> by the same token
    for the nth times -> for the nth time
    for the first|second|third|fourth|fifth|umpteenth|last times -> for the $3 time
    a friend of me -> a friend of mine
    some|several|many|few friends of me -> $1 friends of mine
    naked eyes -> naked eye
    managerial|corporate reigns -> $1 reins
    take|takes|took|taken|taking the reigns -> $1 the reins
    hold|holds|held|handed|hand over the reigns -> $1 over the reins
    mercedes benz -> Mercedes-Benz
    coca cola -> Coca-Cola
    rolls royce -> Rolls-Royce
    harley davidson -> Harley-Davidson
    click through rate|rates -> click-through $3
    line|lines of codes -> lines of code
    point|points of views -> points of view
    work|works of arts -> works of art
    """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    Self.table.matches(in: text).compactMap { range, replacement, _ in
      let found = text.string(range)
      guard found.lowercased() != replacement.lowercased() else { return nil }
      return finding(range, "“\(found)” is written “\(replacement)”", [replacement])
    }
  }
}
