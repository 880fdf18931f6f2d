import Documents
import Testing

@testable import Rules

/// Rules about signs and spaces.
@Suite struct PunctuationRuleTests {
  @Test(arguments: [
    "Wait ... what?", "A .NET program.", "It is .5 wide.", "Nice :) really.", "5 : 3 was the score.", "So …  then.",
    "Really?! Yes!!", "1,000,000 and a,b,c.", "f(x, y) is (1).", "Use foo.bar, e.g. here.",
    "Columns   are    set  here.",
  ]) func `what is no mistake is left alone`(text: String) {
    #expect(RuleFixture.findings(text).filter { $0.code.hasPrefix("punctuation.") } == [])
  }

  @Test(arguments: [
    ("Well , yes.", "punctuation.space-before", "Well, yes."), ("Is it ?", "punctuation.space-before", "Is it?"),
    ("One,, two.", "punctuation.repeated", "One, two."),
    ("We came,saw it.", "punctuation.missing-space", "We came, saw it."),
    ("It ( yes ) is.", "punctuation.space-in-brackets", "It (yes) is."),
    ("One  word.", "punctuation.repeated-space", "One word."),
  ]) func `signs and spaces are put right`(wrong: String, code: String, right: String) {
    #expect(RuleFixture.corrected(wrong, code: code) == right)
  }

  private func unpaired(_ sentences: [String], isContinued: Bool = false) -> [String] {
    let left = sentences.enumerated().map { ($0, UnpairedMarks(RuleFixture.sentence($1))) }.filter { !$0.1.isEmpty }
    return UnpairedMarks.unpaired(in: left, isContinued: isContinued).map { sentence, finding in
      String(decoding: Array(sentences[sentence].utf8)[finding.range], as: UTF8.self)
    }
  }

  @Test func `marks are paired across the sentences of a block`() {
    #expect(unpaired(["He left (at last.", "Then he came.)"]) == [])
    #expect(unpaired(["“Go,” he said.", "“Or stay.", "Both are fine.”"]) == [])
    #expect(unpaired(["He left (at last.", "Then he came."]) == ["("])
    #expect(unpaired(["He left at last)."]) == [")"])
    #expect(unpaired(["“Go."]) == ["“"])
    #expect(unpaired(["“Go."], isContinued: true) == [])
  }

  @Test(arguments: [
    "a) first b) second", "1) one, 2) two", "Fine :) or ;-) then", "A 5\" disk.", "viii) the eighth", "IV) the fourth",
    "1a) this 1b) that", "2.) the second", "Sad :( but :'( not :-[ long", "(: hello", "So [0, 1) and (0, 1] are.",
    "In \"the range [A, B)\" it is.", "Write action={fn} or {.", "The pattern [ and the pattern [a are one.",
    "(see \"here) and there", "Note:(see above) it is (so:) fine (:).", "Is it (a or b) or (1) or [c]?",
    "f(x[0]) is (y)", "Escaped \\( here",
  ])
  func `enumerations, smileys, intervals and inches need no partner`(text: String) {
    #expect(unpaired([text]).filter { $0 != "\"" } == [])
  }

  @Test(arguments: [
    ("He left (at last.", ["("]), ("He left at last).", [")"]), ("Delhi (] Dilli), officially", ["]"]),
    ("five [cousins. He", ["["]), ("(an (inner one)", ["("]), ("the war 1914–18) nothing", [")"]),
    ("a) first (of all", ["("]),
  ]) func `a bracket without its partner is found`(text: String, expected: [String]) {
    #expect(unpaired([text]) == expected)
  }
}
