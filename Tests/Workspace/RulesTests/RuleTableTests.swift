import Documents
import Testing

@testable import Rules

/// For every rule sentences that it corrects and sentences that it leaves alone.
@Suite struct RuleTableTests {
  private struct Case {
    let code: String
    let wrong: [(String, String)]
    let right: [String]

    init(_ code: String, _ wrong: [(String, String)], right: [String]) {
      (self.code, self.wrong, self.right) = (code, wrong, right)
    }
  }

  private static let rules = RuleSet(
    terms: ["e-mail": "email", "web site": "website", "Github": "GitHub", "master branch": "main branch"], dialect: .us)

  private static let cases = [
    Case(
      "grammar.adverb",
      [
        ("They play very bad.", "They play very badly."),
        ("He speaks English perfect, too.", "He speaks English perfectly, too."),
      ],
      right: ["The food is good.", "He plays good music.", "She sang beautiful songs.", "We play the good guitar."]),
    Case(
      "grammar.affect-effect",
      [
        ("It can severely effect them.", "It can severely affect them."),
        ("That didn't effect him.", "That didn't affect him."), ("It has no affect on us.", "It has no effect on us."),
      ],
      right: [
        "They can effect a change.", "To effect change takes time.", "The effect of it.", "No affect the child had.",
        "It directly effects such changes.",
      ]),
    Case(
      "grammar.article", [("An user has a hour.", "A user has an hour."), ("It is a honour.", "It is an honour.")],
      right: ["A one-way street.", "An MP3 file.", "Vitamin A is here.", "An X-ray, a US state."]),
    Case(
      "grammar.auxiliary-form",
      [
        ("We didn't went there.", "We didn't go there."), ("He doesn't has time.", "He doesn't have time."),
        ("She can goes home.", "She can go home."), ("They will not came.", "They will not come."),
        ("Did you saw it?", "Did you see it?"), ("Does he knows?", "Does he know?"),
      ],
      right: [
        "The can goes into the bin.", "Her will was read.", "All he could was done.", "What they did went wrong.",
        "I did say so.", "May came and went.",
      ]),
    Case(
      "grammar.collocation",
      [
        ("It depends of you.", "It depends on you."), ("I am agree.", "I agree."),
        ("We listen music.", "We listen to music."), ("They let us to go.", "They let us go."),
        ("See you in monday.", "See you on Monday."), ("There was many of us.", "There were many of us."),
        ("I am looking forward to see you.", "I am looking forward to seeing you."),
      ],
      right: [
        "We discuss music.", "It depends on you.", "In Monday's paper.", "Married with two children.", "He went home.",
        "An other-worldly tone.", "The will to live.",
      ]),
    Case(
      "grammar.confused-phrase",
      [
        ("It has it's own door.", "It has its own door."), ("We are suppose to go.", "We are supposed to go."),
        ("Your going to be late.", "You're going to be late."), ("It is more then enough.", "It is more than enough."),
        ("There are to many to count.", "There are too many to count."),
        ("They could not of known.", "They could not have known."), ("A lead to believe.", "A led to believe."),
        ("Their is a house.", "There is a house."), ("IT’S OWN", "Its own"),
      ],
      right: [
        "It's own-goal time.", "We suppose to know.", "Then we went.", "Your going away hurt us.",
        "It is its own reward.",
        "He spoke to many people.",
      ]),
    Case(
      "grammar.demonstrative",
      [
        ("This things are new.", "These things are new."),
        ("I think this results have no use.", "I think these results have no use."),
      ],
      right: ["This means are found.", "I know that cats are fast.", "This class are late.", "This is what books are."]),
    Case(
      "grammar.double-degree", [("This is more easier.", "This is easier."), ("Most best of all.", "Best of all.")],
      right: ["No more, better late.", "More higher education.", "Once more higher up.", "The more the easier."]),
    Case(
      "grammar.doubled-word", [("We saw the the sea.", "We saw the sea."), ("It has has to be.", "It has to be.")],
      right: ["I know that that is so.", "He had had enough.", "Very very cold.", "Pago Pago.", "no, no"]),
    Case(
      "grammar.every-day",
      [
        ("I see her everyday.", "I see her every day."),
        ("They come everyday and stay.", "They come every day and stay."),
        ("Our every day life.", "Our everyday life."),
      ],
      right: [
        "Everyday things.", "The mystery of the everyday.", "We eat every day.", "An everyday thing.",
        "It is everyday, not rare.",
      ]),
    Case(
      "grammar.gerund",
      [
        ("She avoided to meet him.", "She avoided meeting him."),
        ("I suggest to take a rest.", "I suggest taking a rest."),
      ],
      right: [
        "It is recommended to use it.", "It's suggested to go.", "I enjoy it to this day.", "We recommend to be brief.",
      ]),
    Case(
      "grammar.irregular-plural",
      [
        ("All womans came.", "All women came."), ("Two criterias are met.", "Two criteria are met."),
        ("It is a criteria.", "It is a criterion."), ("He is a people who talks.", "He is a person who talks."),
      ],
      right: ["The wolf wolfs it down.", "A women-only club.", "A children song.", "Some phenomena.", "A men's room."]),
    Case(
      "grammar.missing-article",
      [
        ("It came at same time.", "It came at the same time."), ("She comes from UK.", "She comes from the UK."),
        ("I am engineer.", "I am an engineer."), ("We have lot of time.", "We have a lot of time."),
      ],
      right: [
        "In USA Today it says so.", "I am student number four.", "In world history.", "At the same time.",
        "A lot of it.",
      ]),
    Case(
      "grammar.modal-of",
      [("You should of told me.", "You should have told me."), ("It must of been.", "It must have been.")],
      right: ["The might of Rome.", "We could of course go.", "A must of the season."]),
    Case(
      "grammar.noun-agreement",
      [
        ("His friend don't know.", "His friend doesn't know."), ("I think people is nice.", "I think people are nice."),
        ("My parents was there.", "My parents were there."),
      ],
      right: [
        "My friend and my brother have one.", "The family have left.", "Let my brother go.",
        "He demands that my son go.",
        "The house of my parents was sold.",
      ]),
    Case(
      "grammar.ordinal", [("The 22th day.", "The 22nd day."), ("On the 111st.", "On the 111th.")],
      right: ["The 1st, 2nd, 3rd, 4th, 11th and 112th.", "Size 10nd2", "5TH"]),
    Case(
      "grammar.participle",
      [
        ("We've already saw it.", "We've already seen it."), ("She had wrote to him.", "She had written to him."),
        ("They were took away.", "They were taken away."),
      ],
      right: [
        "All he had went to her.", "What she had came from him.", "We have gone.", "The day it was came.",
        "It is what it was. Saw it.",
      ]),
    Case(
      "grammar.phrasal-verb",
      [
        ("We checkout early.", "We check out early."), ("How to setup the server.", "How to set up the server."),
        ("You should login first.", "You should log in first."),
      ],
      right: ["The setup is done.", "To backup servers it goes.", "A login page.", "Back up the files."]),
    Case(
      "grammar.plural-noun",
      [
        ("We have two child.", "We have two children."), ("Many city in France.", "Many cities in France."),
        ("It is one of the most beautiful place.", "It is one of the most beautiful places."),
      ],
      right: [
        "A ten year old boy.", "Many a day went by.", "Three-day trips.", "One of the friends.",
        "These day trips are long.",
        "One of the city walls.",
      ]),
    Case(
      "grammar.pronoun-agreement",
      [
        ("He have time.", "He has time."), ("I know they was here.", "I know they were here."),
        ("Everybody know it.", "Everybody knows it."),
      ],
      right: [
        "Did he have time?", "Let it work.", "“They was here,” said Bob.", "You and he have time.", "If he were here.",
        "We insist that he have one.",
      ]),
    Case(
      "grammar.pronoun-i", [("Yesterday i was ill.", "Yesterday I was ill."), ("But i'm well.", "But I'm well.")],
      right: ["For i in 1 to 9.", "The i-th item.", "i.e. this", "Item (i) is."]),
    Case(
      "grammar.question-order",
      [
        ("What you are doing?", "What are you doing?"),
        ("Do you see? I wonder where is it.", "Do you see? I wonder where it is."),
        ("She told us who are they.", "She told us who they are."),
      ],
      right: [
        "What you are is what you do?", "Where are you going?", "When you are ready, go.", "I know what is right.",
        "I know who is his friend and his foe.", "How you are tall!",
      ]),
    Case(
      "grammar.subject-pronoun",
      [("Me and my sister were late.", "My sister and I were late."), ("Me and them played.", "They and I played.")],
      right: ["Me and you, always.", "He saw me and him.", "Me and the sea."]),
    Case(
      "grammar.tense-with-time",
      [
        ("We have finished it yesterday.", "We finished it yesterday."),
        ("She is working there since last May.", "She has been working there since last May."),
      ],
      right: [
        "I have worked here since last year.", "We have finished.", "It is raining since you ask.",
        "I am going since I can.",
        "They have asked what happened yesterday to us.",
      ]),
    Case(
      "grammar.two-determiners",
      [("This is the my car.", "This is my car."), ("A your friend came.", "Your friend came.")],
      right: ["The The tour.", "Vitamin A the body needs.", "It is the your-money kind."]),
    Case(
      "punctuation.decade",
      [("The 1990’s were fun.", "The 1990s were fun."), ("In the late 80's.", "In the late 80s.")],
      right: ["1990's biggest hit.", "The 1985's engine.", "The 1990s.", "In the '90s."]),
    Case(
      "punctuation.however", [("It is old, however it works.", "It is old; however, it works.")],
      right: ["However, it works.", "It is, however, old.", "We go, however far it is."]),
    Case(
      "punctuation.introductory-comma",
      [
        ("However we left early.", "However, we left early."),
        ("In addition the price fell.", "In addition, the price fell."), ("Yes I like it.", "Yes, I like it."),
      ],
      right: [
        "However, we left.", "However hard we tried, it failed.", "Besides the house there is a barn.",
        "In general terms it is right.", "In addition to the price it fell.", "We left; however we came back.",
        "Finally the door opened.", "HOWEVER THE SHOW GOES ON",
      ]),
    Case(
      "punctuation.missing-space", [("We came,saw it.", "We came, saw it."), ("Here;there.", "Here; there.")],
      right: ["1,000,000 of them.", "It is f(a,b).", "Files foo,bar,baz are.", "Yes, sir."]),
    Case(
      "punctuation.repeated", [("First,, we eat.", "First, we eat."), ("It is late,.", "It is late.")],
      right: ["Wait... what?!", "Really??", "So … then.", "Mr. A., B., and C."]),
    Case(
      "punctuation.repeated-space", [("One  word.", "One word."), ("Two  or  three.", "Two or three.")],
      right: ["One word.", "Columns   are   here.", "An  end  of  all."]),
    Case(
      "punctuation.space-before", [("Well , yes.", "Well, yes."), ("Is it ?", "Is it?")],
      right: ["Nice :) really.", "A .NET program.", "5 : 3 it was.", "Wait ... what?"]),
    Case(
      "punctuation.space-in-brackets",
      [("We ( yes ) left.", "We (yes) left."), ("He (at last ) came.", "He (at last) came.")],
      right: ["Use f( x ) here.", "A ( ) pair.", "It is (here)."]),
    Case(
      "spelling.brand-name",
      [("Use Postgresql or mysql.", "Use PostgreSQL or MySQL."), ("A Json file.", "A JSON file.")],
      right: ["See github.com/stet.", "The json file.", "GITHUB.", "GitHub and JavaScript.", "A javascript-free page."]),
    Case(
      "spelling.dialect", [("The colour is here.", "The color is here."), ("Organise it.", "Organize it.")],
      right: ["The color is here.", "A licence to check.", "The Lincoln Centre."]),
    Case(
      "spelling.proper-adjective", [("We learn french and english.", "We learn French and English.")],
      right: ["Eat french fries.", "The non-english part.", "Polish the brass."]),
    Case(
      "terminology.preferred",
      [
        ("Send an e-mail.", "Send an email."), ("E-mail us.", "Email us."), ("A web site is.", "A website is."),
        ("On Github.", "On GitHub."),
        ("The master branch and the Master branch.", "The main branch and the Main branch."),
      ],
      right: ["Send an email.", "On github and GITHUB.", "A non-e-mail.", "The web, site of it.", "A web  site."]),
    Case(
      "wording.fixed-phrase",
      [
        ("They are one in the same.", "They are one and the same."),
        ("By in large it works.", "By and large it works."),
        ("It peaked my interest.", "It piqued my interest."),
      ], right: ["One and the same.", "The peak my friend saw.", "A mute child."]),
    Case(
      "wording.redundant-currency",
      [("It cost $5 dollars.", "It cost $5."), ("Some £1,000.50 pounds it was.", "Some £1,000.50 it was.")],
      right: ["It cost 5 dollars.", "It cost $5 in euros.", "$5 million it was."]),
    Case(
      "wording.redundant-time",
      [("At 4am in the morning.", "At 4am."), ("It was 11 PM at night.", "It was 11 PM.")],
      right: ["At 4 in the morning.", "I am in the evening there.", "4 am in the moonlight.", "I am at night school."]),
  ]

  @Test(arguments: cases.indices) func `wrong sentences are put right, right ones left alone`(index: Int) {
    let rule = Self.cases[index]
    for (wrong, right) in rule.wrong {
      #expect(RuleFixture.corrected(wrong, code: rule.code, rules: Self.rules) == right)
    }
    for text in rule.right { #expect(RuleFixture.findings(text, code: rule.code, rules: Self.rules) == [], "\(text)") }
  }

  @Test func `every rule has its row`() {
    let codes = RuleSet.descriptions.map(\.code).filter { !$0.hasPrefix("punctuation.unpaired") }
    #expect(Self.cases.map(\.code) == codes)
  }
}
