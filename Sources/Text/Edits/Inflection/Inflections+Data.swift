// Made by recipes/grammar/build_inflections.py; do not edit.

extension InflectionTable {
  /// Base forms of verbs; what a digit means says the recipe.
  static let verbs = """
    abandon abide abolish absent absorb abstain abuse accelerate accent accept access acclaim accommodate accompany
    accomplish accord account accumulate accuse accustom achieve acknowledge acquire act activate adapt add address
    adhere adjoin adjudicate adjust administer admire admit2 admonish adopt adorn adulterate advance advertise advise
    advocate aerate affect affirm afford aggravate agree aid aim airlift alarm alert alienate align allege allocate
    allot allow allude ally alter alternate amass amaze amend amount amplify analyse analyze anger annex annotate
    announce annoy answer anticipate apologise apologize appall appeal appear appease applaud apply appoint
    appreciate apprentice apprise approach appropriate approve approximate argue arise arm arrange array arrest
    arrive articulate ascertain ask aspire assassinate assault assemble assert assess assign assist associate assuage
    assume assure atrophy attach attack attain attempt attend attest attract attribute audition augment author
    authorize avail average avert avoid await awake award back backdate backpedal2 baffle bait bake balance bald ban
    bang banish bankroll baptize barbeque bargain bark bartend base bask bat bath batter battle be bear beard beat
    beckon become beef befuddle beg begin2 believe belittle belive belong bend benefit beseech bet betray better
    beware bid bike bilk bill bind bite black blacken blackline blame blast bleed blend bless blink block blog blood
    bloody bloom blow blur blush board boast boggle boil bolster bomb bombard bond book boom boost boot border borrow
    bother bounce bound brace brag brain brainstorm brainwash breach break breathe breed brief brim bring broach
    broadcast broaden broker browse bruise buddy budge budget bugle build bump bundle bunker burn burrow burst bury
    bust bustle butcher butter buy bypass cage calculate calendar calibrate call calm camp campaign can cancel canoe
    canter cap capitalize captain capture care carry carve case cast catapult catch cater cause caution cease
    celebrate cement censor center centralize chair chalk challenge change channel chant characterize charge charter
    chase chat cheat check cheer chef cherish chew chill chirp choose christen circle circulate cite claim clarify
    clash classify claw clean clear click climb clinch cling clog close cloud cluster cock code coerce coin coincide
    collaborate collapse collaspe collect color comb combat combine come command commemorate commence commend comment
    commercialize commission commit2 communicate commute compare compartmentalize compel2 compensate compete compile
    complain complement complete compliment comply compose compound comprehend compress comprise compromise concede
    concentrate conceptualize concern conclude concur condemn condense condition condone conduct conference confess
    confide confine confirm confiscate conflate conflict confront confuse congratulate connect conquer consent
    consider consist consolidate constitute constrain construct consult consume contact contain contaminate
    contemplate contend contest continue contract contradict contrast contribute control2 convene convert convey
    convict convince convulse cook cool cooperate coordinate cope copy copyright correct correspond cost costume
    cough count counter counterattack couple court cover crack craft crash crawl create credential credit creep
    cripple criticise criticize cross crossbreed crowd crucify crumble crumple crush cry crystallize cultivate curate
    curb cure curse customise customize cut cycle damage dance dare darken date deadbolt deal debate debut deceive
    decentralize decide declare decline decompose decorate decouple decrease dedicate deduct deem deepen defang
    defeat defend defile define defrost defund defy delay delete deliver delude demand demonstrate denote deny depart
    depend depict deploy deport deposit deregulate derive descend describe desecrate desert deserve design designate
    desire destabilize destroy detach detail detain detect deter2 deteriorate determine detonate detract develop
    devise devolve devote diagnose dial dictate die differ differentiate dig digest digress dilute diminish dine dip
    direct disagree disappear disappoint disarm disband discard discharge disclose disconnect discontinue discount
    discourage discover discuss disenfranchise disguise dishonor dislike dismantle dismember dismiss dispatch
    disperse displace display displease dispose dispute disregard disrupt dissect disseminate dissent dissolve
    distinguish distort distract distribute disturb divert divest divide divine divorce divy do dock document
    dominate don donate doom double doubt downgrade download downwell draft drag drape draw dread dream drench dress
    drift drill drink drive drool drop dry duel1 dump dung duplicate dust dwarf dwell dwindle earn ease eat echo
    eclipse edit educate effect elaborate elect elevate eliminate elucidate email emancipate embark embarrass embed2
    embody embrace emerge emigrate emit2 emphasize employ emulate enable enact encase encircle enclose encompass
    encounter encourage end endanger endorse endow endure enforce engage engender engrave enhance enjamb enjoy
    enlarge enlist enrol2 enroll enshrine enslave ensure enter entitle envelop envision equal equalise equate equip2
    erase erect escape establish estimate evacuate evaluate evaporate even evidence evoke evolve exacerbate
    exaggerate examine exceed excel exchange excite exclaim exclude execute exemplify exercise exhaust exhibit exile
    exist expand expect expedite expel2 expense experience experiment expire explain explode exploit explore export
    expose express extend exterminate extract extradite extrapolate face facilitate fade fail fall falter fancy
    fathom favor favour fax fear feature fedex feed feel fend fetch fight figure file fill film filter finalize
    finance find finesse finger finish fire fit fix fizzle flash flatten flee flesh flex flicker fling flip flirt
    float flock flog flood flop flourish flow flower flush fly focus foist fold follow fool foot forage forbid2 force
    forecast foresee forge forget2 forgive forgo fork form formalize format2 formulate forward foster found frame
    freak freeze frequent frighten froth frustrate fry fuck fuel1 fulfil2 fulfill function fund fundrais fungus
    funnel furnish further fuse fuss gain gallivant gallop game garner gasp gather gaze gear generalize generate
    gentrify get gift giggle give glance glean gloat glow go gobble golf google govern grab graduate grant grapple
    grasp graze greet grill grin grind grip groom grope ground group grow grumble guarantee guard guess guide guss
    hack hail hamper hand handcuff handle hang happen harass harbor harbour harm harmonize hassle hasten hatch hate
    haul haunt have head heal hear heat hedge heed heel heighten help hesitate hibernate hide highlight hike hinder
    hint hire hiss hit hogtie hoist hold holiday holler honor honour honro hook hop hope hospitalize host hotpot
    house hum humiliate hunger hunt hurl hurry hurt hurtle hypothesize ideate identify ignite ignore illuminate
    illustrate imagine imbue immigrate immortalize impact imperil implement implicate imply import impose impress
    imprison improve impugn incite include incorporate increase incubate incur2 index indicate induce induct indulge
    infect infer2 infest infiltrate inflate influence inform infringe infuse ingest inhabit initial initiate inject
    injure innovate inquire inscribe insert insist inspect inspire install instigate instil2 instruct insult insure
    integrate intend interact intercept interest interface interfere intermarry interpolate interpret interrogate
    interrupt intersect intersperse intervene interview interweave intrigue introduce invade invent invert invest
    investigate invite invoice invoke involve iron irritate isolate issue itemize jam jeopardise join joke journey
    judge jumble jump justify keep kick kid kidnap2 kill kiss kneel knit knock know label labor labour lace lack
    laminate land lapse lash last laud laugh launch lay layer lead leak lean learn leave legalise legalize legislate
    lend less let leverage libel liberate license lick lie lift light lighten like liken limit line linger link
    liquefy list listen live load lobby localize locate lock lodge log long look loom loot lope lose love lower mail
    maintain make manage mandate manifest manipulate manufacture marginalize mark marry marvel2 mash mask massacre
    massage match mate materialize matter mature maul maximize mean meander measure mediate medicate meet meld melt
    memorialize memorize mention meow merge merit mesh mess message microwave migrate militarize milk mill mimic
    mimick mind mingle minimize minister mint mirror misinform mislabel mislead misname misrepresent miss misstate
    mistake misunderstand mitigate mix mobilise model moderate modernize modify modulate mollify monetize monitor
    morph motivate motorize mount mourn move muddy multiply munch murder muster mutate mutilate nail name narrow near
    need neglect negotiate neighbor neighbour nest nestle neuter nibble nickname nominate note notice notify numb
    number nurture obey object obligate oblige obliterate observe obtain occasion occupy occur2 offend offer
    officiate offset2 omit2 ooze open operate oppose oppress opt optimize orbit ordain order organize orient
    originate outbid outdo outfit2 outline outlive outnumber outperform outshine outsource outweigh overcharge
    overcome overcook overdo overflow overhear overload overlook overplay override overrun oversee overshadow
    overstay overtake overthrow overtop2 overwhelm overwrite owe own pacify pack package paddle paint pair pale panic
    parade pardon park partake participate partition partner party pass paste patronize pave pawn pay peak peck pee
    peel penalize pend penetrate perceive perform permeate permit2 perpetrate perpetuate persecute persevere persist
    personalize persuade persue pertain pester pet phase phone photograph phrase pick picket pickle picnic picture
    pile pilot pin pioneer pipe pitch placate place plagiarize plague plan plane plant plat plate play plead please
    pledge plough plummet plunder plunge poach point poison polarize polish poll pollute pop popularize populate
    portend portray pose posit position possess post postpone pound pour practice practise pray preach prearrange
    precede predetermine predicate predict prefer2 premise prepare prepay prescribe present preserve preside press
    pressure pressurize presume pretend prevail prevent preview price pride print prioritise privatize prize probe
    proceed process proclaim procreate procure produce professionalize profit program2 progress prohibit project
    proliferate prolong promise promote prompt promulgate pronounce prop propel2 propose prosecute protect protest
    prove provide provoke publicize publish puff puke pull pump punch puncture punish purchase purge purport pursue
    purvey push put qualify quantify quarter question quiet quit quiz quote race rack rage raid raise rally ramp
    rampage range rank rape ratchet rate ratify rave reach react read reaffirm realise realize reap reapply rear
    reason reassign reassure rebel2 rebuild recall receive reciprocate recite reclaim recline recognise recognize
    recollect recommend reconcile reconfirm reconsider record recount recover recreate recruit rectify recur2 recycle
    redeem redefine redeploy redesign redirect rediscover redline redo reduce reek reestablish refer2 reference
    refine reflect refold refresh refund refuse refute regade regain regard regenerate register regret2 regroup
    regulate rehabilitate reign reimburse reinforce reinter2 reintroduce reiterate reject rejoice rejuvenate rekindle
    relate relax relay release relieve relocate rely remain remark remember remind remodel remove rename render
    renege renew renovate renown rent reopen repair reparcel2 repay repeal repeat repent replace replicate reply
    report reposition repost represent repress reprint reprioritise reproduce repurpose reput request require rerun
    reschedule rescind rescop rescue research resell resemble reserve reset reside resign resist resolve resonate
    resort respect respond rest restock restore restrain restrict result resurrect retain retake retaliate rethink
    retire retract retreat retrieve retrofit2 return reunify reuse revalue reveal reverse review revise revisit
    revive revoke revolt revolutionize revolve reward rewind reword rewrite rid ride ridicule rig ring rinse rip rise
    risk roam roast rob rock roll root rotate roughen rout route rub ruin1 rule ruminate rumor run rush rust sabotage
    sacrifice sadden saddle sail sale salute sample sanction sand sandwich sate satisfy save say scan scare scatter
    scent schedule school scoff scold scoop score scour scrap scrape scratch scream screem screen screw script scroll
    scrub sculpt seal sear search season seat secure see seed seek seem seethe segment seize select sell send sense
    separate serve service set settle sew shackle shadow shake shape share shatter shed sheet shell shelter shift
    shin shine ship shock shoe shoot shop shorten shoulder shout show showcase shower shred shrink shroud shuffle
    shunt shut side sign signal simplify simulate sing single sink siphon sit situate size sketch ski skill skip
    skyrocket slack slam slap slaughter sleep slice slide sling slip slit slither slow smack smash smell smile smoke
    smooth smuggle sneak sniff soak soar socialize soften solicit solve sort sound sour source sow span spare spawn
    spay speak specialize specify speculate speed spel spell spend spice spike spill spin spirit split spoil sponor
    sponser sponsor sport spot spotlight spout sprawl spray spread spring squash squeeze squirm stab stabilise stack
    staff stage stagger stain stalemate stamp stand star stare start starve state station stay steal steam steep
    steer stem step stick stifle stimulate sting stink stir stock stop store storm stow straighten strain strand
    strangle stray stream streamline strengthen stress stretch strike string strip strive stroll structure struggle
    strut study stumble stump stun stutter style subdue subject submerge submit2 subscribe subside substantiate
    substitute subsume succeed succumb suck suffer suffocate suggest suit1 summarise summarize supersede supervise
    supplement supply support suppose suppress surface surge surpass surprise surrender surround survey survive
    suspect suspend sustain swallow swamp swear sweat sweep swell swim swing swirl switch swivel symbolize sympathize
    tackle tailor take talk tame taper target task taste tax taxi teach tear teethe televise tell temper tend
    terminate test testify tether text thank thaw theorize thin think thrash threaten thrill thrive throw thrust
    thwart tick tie tighten till title tolerate tone top topple torment torture toss total touch tour tout tow tower
    trace track trade trademark train trample transact transcend transfer2 transform translate transmit2 transpire
    transport trap trash travel tread treat tremble trick trigger trip trot trust try trye tune turn tweet twist type
    typify uncover underestimate undergo underlie undermine underpin2 underscore understand undertake undervalue
    underwrite undo unfold unfreeze unify unite unload unlock unravel2 unreport unveil unwind unzip2 update upend
    uphold upholster upload upraise upset upstage urge use usee utilise utilize utter vacate vacation validate value
    vanish vary vault vent ventilate venture verify veto vibrate view vintage violate visit visualize vitalize voice
    void volunteer vomit vote wage wai wait wake walk wander wane want ward warm warn warrant wash waste watch water
    wave weaken weaponize wear weary weather weave weep weigh welcome whack whir whistle whittle wield win wind wing
    winter wipe wish withdraw withhold withstand witness wonder work worry worsen worship wound wrap wreathe wring
    write yearn yell yelp yield zoom
    """

  /// Base, past, participle and, where it is irregular, the -s form.
  static let irregularVerbs = """
    arise,arose,arisen awake,awoke,awoken be,was,been,is bear,bore,borne beat,beat,beaten become,became,become
    begin,began,begun bend,bent,bent bet,bet,bet bid,bid,bid bind,bound,bound bite,bit,bitten bleed,bled,bled
    blow,blew,blown break,broke,broken breed,bred,bred bring,brought,brought broadcast,broadcast,broadcast
    build,built,built burst,burst,burst buy,bought,bought cast,cast,cast catch,caught,caught choose,chose,chosen
    cling,clung,clung come,came,come cost,cost,cost creep,crept,crept cut,cut,cut deal,dealt,dealt dig,dug,dug
    do,did,done,does draw,drew,drawn drink,drank,drunk drive,drove,driven eat,ate,eaten fall,fell,fallen feed,fed,fed
    feel,felt,felt fight,fought,fought find,found,found fit,fit,fit flee,fled,fled fling,flung,flung fly,flew,flown
    forbid,forbade,forbidden foresee,foresaw,foreseen forget,forgot,forgotten forgive,forgave,forgiven
    freeze,froze,frozen get,got,gotten give,gave,given go,went,gone,goes grind,ground,ground grow,grew,grown
    hang,hung,hung have,had,had,has hear,heard,heard hide,hid,hidden hit,hit,hit hold,held,held hurt,hurt,hurt
    keep,kept,kept kneel,knelt,knelt know,knew,known lay,laid,laid lead,led,led leave,left,left lend,lent,lent
    let,let,let lie,lay,lain light,lit,lit lose,lost,lost make,made,made mean,meant,meant meet,met,met
    mislead,misled,misled mistake,mistook,mistaken misunderstand,misunderstood,misunderstood offset,offset,offset
    outdo,outdid,outdone,outdoes overcome,overcame,overcome override,overrode,overridden overrun,overran,overrun
    oversee,oversaw,overseen overtake,overtook,overtaken overthrow,overthrew,overthrown
    overwrite,overwrote,overwritten partake,partook,partaken pay,paid,paid put,put,put quit,quit,quit read,read,read
    rebuild,rebuilt,rebuilt redo,redid,redone,redoes repay,repaid,repaid rerun,reran,rerun reset,reset,reset
    rethink,rethought,rethought rewrite,rewrote,rewritten rid,rid,rid ride,rode,ridden ring,rang,rung rise,rose,risen
    run,ran,run say,said,said see,saw,seen seek,sought,sought sell,sold,sold send,sent,sent set,set,set
    sew,sewed,sewn shake,shook,shaken shed,shed,shed shine,shone,shone shoot,shot,shot show,showed,shown
    shrink,shrank,shrunk shut,shut,shut sing,sang,sung sink,sank,sunk sit,sat,sat sleep,slept,slept slide,slid,slid
    sling,slung,slung slit,slit,slit sow,sowed,sown speak,spoke,spoken spend,spent,spent spin,spun,spun
    split,split,split spread,spread,spread spring,sprang,sprung stand,stood,stood steal,stole,stolen
    stick,stuck,stuck sting,stung,stung stink,stank,stunk strike,struck,struck string,strung,strung
    strive,strove,striven swear,swore,sworn sweep,swept,swept swell,swelled,swollen swim,swam,swum swing,swung,swung
    take,took,taken teach,taught,taught tear,tore,torn tell,told,told think,thought,thought throw,threw,thrown
    thrust,thrust,thrust tread,trod,trodden undergo,underwent,undergone underlie,underlay,underlain
    understand,understood,understood undertake,undertook,undertaken undo,undid,undone,undoes unwind,unwound,unwound
    uphold,upheld,upheld upset,upset,upset wake,woke,woken wear,wore,worn weave,wove,woven weep,wept,wept win,won,won
    wind,wound,wound withdraw,withdrew,withdrawn withhold,withheld,withheld withstand,withstood,withstood
    wring,wrung,wrung write,wrote,written
    """

  /// Base and -ing form.
  static let irregularParticiples = """
    age,aging die,dying dye,dyeing lie,lying singe,singeing tie,tying underlie,underlying untie,untying
    """

  /// Singular and plural.
  static let irregularPlurals = """
    alga,algae alumnus,alumni analysis,analyses antenna,antennae appendix,appendices axis,axes bacterium,bacteria
    basis,bases businessman,businessmen businesswoman,businesswomen cactus,cacti calf,calves chairman,chairmen
    child,children crisis,crises criterion,criteria curriculum,curricula diagnosis,diagnoses echo,echoes elf,elves
    emphasis,emphases epoch,epochs fireman,firemen fisherman,fishermen foot,feet formula,formulas fungus,fungi
    gentleman,gentlemen goose,geese grandchild,grandchildren half,halves hero,heroes hypothesis,hypotheses
    index,indexes knife,knives larva,larvae leaf,leaves life,lives loaf,loaves louse,lice man,men matrix,matrices
    medium,media monarch,monarchs mouse,mice nebula,nebulae nucleus,nuclei oasis,oases ox,oxen
    parenthesis,parentheses patriarch,patriarchs person,people phenomenon,phenomena policeman,policemen
    potato,potatoes quiz,quizzes radius,radii salesman,salesmen scarf,scarves self,selves shelf,shelves
    spectrum,spectra spokesman,spokesmen stimulus,stimuli stomach,stomachs stratum,strata synopsis,synopses
    synthesis,syntheses thesis,theses thief,thieves tomato,tomatoes tooth,teeth torpedo,torpedoes vertebra,vertebrae
    vertex,vertices veto,vetoes wharf,wharves wife,wives wolf,wolves woman,women workman,workmen
    """

  /// Forms and their bases, where taking the ending off by rule finds another word.
  static let bases = """
    born,bear budgies,budgie buses,bus cookies,cookie corpora,corpus countrymen,countryman died,die dying,die
    focuses,focus fulfilling,fulfil guardsmen,guardsman hoped,hope hoping,hope jihadis,jihadi learnt,learn lying,lie
    monies,money movies,movie pinkies,pinkie proven,prove riding,ride tied,tie toes,toe
    """
}
