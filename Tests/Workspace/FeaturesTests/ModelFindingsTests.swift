import Documents
import Features
import Rules
import TestSupport
import Testing

/// Where the model's corrections are not wanted.
@Suite struct ModelFindingsTests {
  private let corrector = FakeCorrector(["their": "they're", "vous": "you", "go ": "goes "])

  private func flagged(_ text: String, typing: Range<Int>? = nil, caret: Int? = nil) -> [String] {
    let snapshot = Fixture.snapshot(text)
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: Fixture.checker, corrector: corrector)
    let found = findings.findings(in: snapshot, policy: .standard, checker: nil, typing: typing, caret: caret)
    return found.map { String(decoding: Array(text.utf8)[$0.finding.range], as: UTF8.self) }
  }

  @Test func `what somebody is just writing is left alone`() {
    #expect(flagged("He saw their\n") == ["their"])
    #expect(flagged("He saw their\n", caret: 12) == [])
    #expect(flagged("He saw their \n", caret: 13) == [])
    #expect(flagged("He saw their cat\n", caret: 16) == ["their"])
    #expect(flagged("He saw their cat\n", caret: 9) == [])
    #expect(flagged("their, he saw it\n", caret: 6) == ["their"])
    #expect(flagged("He saw their\n\n\n", caret: 13) == ["their"])
    #expect(flagged("He saw their\n", typing: 11..<12) == [])
    #expect(flagged("", caret: 0) == [] && flagged("their", caret: 99) == [])
  }

  @Test(
    .enabled(if: Fixture.hasDictionary, "Hunspell's en_US is not installed"),
    arguments: [
      ("“Comment allez vous ici,” he said to their friend.", ["their"]),
      ("He said \"comment allez vous ici\" to us.", []),
      ("Comment allez vous, mes chers petits amis?", []),
      ("“He saw vous at their house,” she said.", ["vous", "their"]),
      ("An a hour, «an a hour» and “vous vous moquez”.", ["a", "a"]),
    ]) func `quotations in another language are left alone`(text: String, expected: [String])
  {
    #expect(flagged(text + "\n").filter { ["their", "vous", "a"].contains($0) } == expected)
  }

  @Test func `regions that are ignored, and markup, are left alone`() {
    #expect(flagged("<!-- stet off -->\n\nSee their cat.\n") == [])
    #expect(
      flagged("<!-- stet off grammar.confusion -->\n\nSee their cat.\n\n<!-- stet on -->\n\nSee their cat.\n") == [
        "their"
      ])
    #expect(flagged("See their cat. <!-- stet off-line -->\n") == [])
    #expect(flagged("```\nSee their cat.\n```\n") == [])
  }

  @Test(arguments: [("grammar.spelling", 0), ("grammar.confusion", 1)])
  func `a word that somebody added is not misspelt`(code: String, expected: Int) {
    let corrector = FakeCorrector(["leger": "larger"], code: code)
    let snapshot = Fixture.snapshot("See the leger here.\n")
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: nil, corrector: corrector)
    #expect(findings.findings(in: snapshot, policy: .standard, checker: nil).count == 1)
    let added = FindingPolicy(words: ["leger"])
    #expect(findings.findings(in: snapshot, policy: added, checker: nil).count == expected)
  }

  @Test(arguments: [
    ("The Company pays. We left the Company.\n", 0), ("We left the Company.\n", 1),
    ("The Company pays. Our company pays.\n", 1), ("The Company and a House.\n", 2),
  ]) func `what a document writes large twice is a term`(text: String, expected: Int) {
    let capitals = FakeCorrector(["Company": "company", "House": "house"], code: "grammar.capital")
    let snapshot = Fixture.snapshot(text)
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: nil, corrector: capitals)
    #expect(findings.findings(in: snapshot, policy: .standard, checker: nil).count == expected)
  }

  @Test(arguments: [
    ("alas! the harness was old. the end.\n", 1), ("What! the man said.\n", 0), ("Go!\n\nthe end.\n", 1),
    ("Yes. the end.\n", 1),
  ]) func `a small letter behind a cry may be meant`(text: String, expected: Int) {
    let capitals = FakeCorrector(["the ": "The "], code: "grammar.capital")
    let snapshot = Fixture.snapshot(text)
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: nil, corrector: capitals)
    #expect(findings.findings(in: snapshot, policy: .standard, checker: nil).count == expected)
  }

  @Test(arguments: [
    ("## What remains\n", 0), ("- What remains\n", 0), ("- What remains and stays\n", 1), ("What remains\n", 1),
    ("> What remains\n", 1),
  ]) func `headings and items of lists need no full stop`(text: String, expected: Int) {
    let stops = FakeCorrector(["remains": "remains."], code: "grammar.punctuation")
    let snapshot = Fixture.snapshot(text)
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: nil, corrector: stops)
    #expect(findings.findings(in: snapshot, policy: .standard, checker: nil).count == expected)
  }

  /// Some paragraphs of a word that may be wrong, and of one that is.
  private func paragraphs(doubtful: Int, sure: Int, words: Int) -> String {
    let plain = Array(repeating: "plain", count: words).joined(separator: " ")
    return Array(repeating: "See vous.\n\n", count: doubtful).joined()
      + Array(repeating: "See their cat.\n\n", count: sure).joined() + plain + ".\n"
  }

  @Test(arguments: [
    // Nothing sure is wrong; one thing in a short text; many in a long one; few in a long one.
    (0, 20, true, 0), (1, 20, true, 1), (25, 2000, true, 1), (2, 2000, true, 0), (25, 2000, false, 0),
  ]) func `many sure mistakes make doubtful ones likelier`(sure: Int, words: Int, adapts: Bool, expected: Int) {
    let corrector = FakeCorrector(["their": "they're", "vous": "you"], shortfalls: ["vous": 0.7])
    let snapshot = Fixture.snapshot(paragraphs(doubtful: 1, sure: sure, words: words))
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: nil, corrector: corrector)
    let policy = FindingPolicy(isAdaptive: adapts)
    #expect(findings.findings(in: snapshot, policy: policy, checker: nil).count == sure + expected)
    #expect(findings.doubtfulSentences(policy).count == sure + expected)
  }

  @Test(arguments: [(true, 1), (false, 0)])
  func `a doubtful finding stays while the sure ones of an open document are mended`(keeps: Bool, expected: Int) {
    let corrector = FakeCorrector(["their": "they're", "vous": "you"], shortfalls: ["vous": 0.7])
    let document = Fixture.snapshot("See vous here.\n\nSee their cat.\n")
    var findings = DocumentFindings(keepsLeniency: keeps)
    findings.update(to: document, changes: nil, checker: nil, corrector: corrector)
    #expect(findings.findings(in: document, policy: .standard, checker: nil).count == 2)
    let mended = Fixture.snapshot("See vous here.\n\nSee the cat.\n")
    let change = DocumentChange(removed: 1..<2, inserted: 1..<2)
    findings.update(to: mended, changes: [change], checker: nil, corrector: corrector)
    #expect(findings.findings(in: mended, policy: .standard, checker: nil).count == expected)
  }

  @Test func `other results take the place of those of another model`() {
    let snapshot = Fixture.snapshot("See their cat, and my dog.\n")
    var findings = DocumentFindings()
    func starts() -> [Int] {
      findings.findings(in: snapshot, policy: .standard, checker: nil).map(\.finding.range.lowerBound)
    }
    findings.update(to: snapshot, changes: nil, checker: nil, corrector: corrector)
    #expect(starts() == [4])
    findings.update(to: snapshot, changes: [], checker: nil, corrector: FakeCorrector(["my": "mine"], fingerprint: "2"))
    #expect(starts() == [19])
    findings.update(to: snapshot, changes: [], checker: nil, corrector: nil)
    #expect(starts() == [])
    findings.setCorrections([[]])
    #expect(starts() == [])
  }
}
