import Documents
import Features
import Foundation
import Inference
import Rules
import Store
import TestSupport
import Testing
import Text

/// Rules, remarks and the model's findings in a document; no dictionary is needed.
@Suite struct RuleFindingsTests {
  private func found(
    _ text: String, _ policy: FindingPolicy = .standard, rules: RuleSet = .standard,
    corrector: (any SentenceCorrector)? = nil, feedback: FeedbackStore? = nil
  ) -> [LocatedFinding] {
    let snapshot = Fixture.snapshot(text)
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: nil, rules: rules, corrector: corrector)
    return findings.findings(in: snapshot, policy: policy, checker: nil, feedback: feedback)
  }

  private func flagged(_ text: String, rules: RuleSet = .standard) -> [String] {
    found(text, rules: rules).map { String(decoding: Array(text.utf8)[$0.finding.range], as: UTF8.self) }
  }

  @Test func `are found in source bytes, across line breaks`() {
    #expect(flagged("# Ä an user\n\nThe cat saw the\nthe *dog*.\n") == ["an", "the\nthe"])
  }

  @Test func `have no replacement where markup would go with it`() throws {
    let finding = try #require(found("We saw the *the* dog.\n").first?.finding)
    #expect(finding.replacements == [] && !finding.isSafe)
  }

  @Test func `pair brackets across sentences, not across paragraphs`() {
    #expect(flagged("He left (at last. Then he came.)\n") == [])
    #expect(flagged("He left (at last.\n\nThen he came.)\n") == ["(", ")"])
  }

  @Test(arguments: [
    ("<!-- stet off -->\n\nan user\n\n<!-- stet on -->\n\nan user\n", 1),
    ("<!-- stet off grammar.article -->\n\nan user and the the dog\n", 1),
    ("<!-- stet off grammar -->\n\nan user and the the dog\n", 0),
    ("<!-- stet off grammar -->\n\nan user\n\n<!-- stet on grammar -->\n\nan user\n", 1),
    ("An user. <!-- stet off-line -->\nAn user again.\n", 1),
    ("<!-- stet off-line -->\nAn user.\n", 0),
    ("`<!-- stet off -->` is a remark.\n\nAn user.\n", 1),
    ("```\n<!-- stet off -->\n```\n\nAn user.\n", 1),
  ]) func `are left out where a remark says so`(text: String, count: Int) {
    #expect(found(text).count == count)
  }

  @Test(arguments: ["<!-- stet off gramar -->\n\nText.\n", "<!-- stet of -->\n\nText.\n"])
  func `tell of remarks that say nothing`(text: String) {
    #expect(found(text).map(\.finding.code) == ["stet.remark"])
  }

  @Test func `follow the project's words and its region`() {
    let rules = RuleSet(terms: ["e-mail": "email"], dialect: .gb)
    #expect(flagged("The center has e-mail and colour.\n", rules: rules) == ["center", "e-mail"])
  }

  @Test func `of English are not those of other languages`() {
    #expect(flagged("Ceci est an user foo.\n", rules: RuleSet(terms: ["foo": "bar"], isEnglish: false)) == ["foo"])
  }

  @Test func `are let stand in their sentence wherever it is`() throws {
    let folder = try TemporaryFolder()
    let feedback = try FeedbackStore(path: folder.path + "/feedback.sqlite")
    try feedback.insert(try #require(found("This is an user.\n").first).dismissal)
    #expect(found("New text.\n\n- This is an user. It is an user.\n", feedback: feedback).count == 1)
  }

  @Test(arguments: [(0, "grammar.article"), (3, "grammar.confusion")])
  func `of overlapping ones the longest counts, and then the rule`(extra: Int, code: String) {
    let found = found("This is an user.\n", corrector: FakeCorrector(["an user".prefix(2 + extra): "x"]))
    #expect(found.map(\.finding.code) == [code])
  }
}
