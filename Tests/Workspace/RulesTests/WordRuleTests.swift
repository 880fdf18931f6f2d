import Testing

@testable import Rules

/// Rules about words.
@Suite struct WordRuleTests {
  @Test(arguments: [
    ("I saw the the man.", "I saw the man."), ("It is in of of them.", "It is in of them."),
    ("The building building was old.", "The building was old."),
  ]) func `a doubled word is one too many`(wrong: String, right: String) {
    #expect(RuleFixture.corrected(wrong, code: "grammar.doubled-word") == right)
  }

  @Test(arguments: [
    "I know that that is so.", "He had had enough.", "It is very very cold.", "We flew to Pago Pago.", "No, no no no.",
    "Duran Duran sang.", "The the-band is loud.", "Knock knock.", "What do I refer to to learn it?",
    "To address address problems.",
  ]) func `what may rightly stand twice is left alone`(text: String) {
    #expect(RuleFixture.findings(text, code: "grammar.doubled-word") == [])
  }

  @Test(arguments: [
    ("a hour", "an hour"), ("an user", "a user"), ("a apple", "an apple"), ("an European city", "a European city"),
    ("a honest man", "an honest man"), ("an university", "a university"), ("a umbrella", "an umbrella"),
    ("a unimportant point", "an unimportant point"), ("an one-off", "a one-off"), ("a MP3", "a MP3"),
    ("a HTML page", "an HTML page"), ("a 8-bit number", "an 8-bit number"), ("a 11th", "an 11th"),
    ("an 12th", "a 12th"), ("A hour ago", "An hour ago"), ("an X-ray", "an X-ray"), ("a X-ray", "an X-ray"),
    ("an U-turn", "a U-turn"), ("an once common bird", "a once common bird"),
  ]) func `the article goes by the sound`(wrong: String, right: String) {
    #expect(RuleFixture.corrected("\(wrong)", code: "grammar.article") == right)
  }

  @Test(arguments: [
    "an hour", "a user", "a union", "an unknown", "a historic day", "an historic day", "an MRI", "a NASA mission",
    "vitamin A is good", "point a is here", "a SQL query", "an SQL query", "a one", "an heir", "an 1800 gun",
    "a €5 note",
    "an honour", "a unicorn", "an Euler graph", "a udev rule", "a ewe", "a à la carte",
  ]) func `a right article is left alone`(text: String) {
    #expect(RuleFixture.findings("We have \(text) here.", code: "grammar.article") == [])
  }

  @Test(arguments: [
    ("You could of been there.", "You could have been there."),
    ("It might not of helped.", "It might not have helped."),
  ]) func `of behind a modal verb is have`(wrong: String, right: String) {
    #expect(RuleFixture.corrected(wrong, code: "grammar.modal-of") == right)
  }

  @Test(arguments: ["The might of Rome faded.", "We could of course go.", "A must of the season."])
  func `of behind a noun stays`(text: String) {
    #expect(RuleFixture.findings(text, code: "grammar.modal-of") == [])
  }

  @Test(arguments: ["for i in 1 to 9", "item (i) is", "i.e. this", "the i-th", "e and i are vowels"])
  func `a small i that is no pronoun stays`(text: String) {
    #expect(RuleFixture.findings(text, code: "grammar.pronoun-i") == [])
  }

  @Test(arguments: ["1st", "2nd", "3rd", "11th", "112th", "121st", "12th", "100th"])
  func `right ordinals stay`(text: String) {
    #expect(RuleFixture.findings("On the \(text) day.", code: "grammar.ordinal") == [])
  }

  @Test func `curly apostrophes stay curly`() {
    #expect(
      RuleFixture.corrected("We don’t know, its not here.", code: "grammar.confused-phrase")
        == "We don’t know, it’s not here.")
  }
}
