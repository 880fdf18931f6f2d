import Documents
import Features
import Rules
import Spelling
import TestSupport
import Testing
import Text

/// Findings that are kept up with edits are those of the document opened anew.
@Suite struct RandomEditFindingsTests {
  private static let pieces = [
    "a ", "an user ", "the the ", "their ", "word , ", "(", ")", "[", "]", "“", "”", "\"", ". ", ".\n", "\n\n", "\n",
    " ",
    "it's own ", "22th ", "i'm ", "wrold ", "Blorf ", "blorf ", "more easier ", "a) ", "- ", "> ", "# ", "`", "```\n",
    "**", "é",
    "<!-- stet off -->\n\n", "<!-- stet on -->\n\n", "<!-- stet off-line -->", "<!-- stet off grammar -->\n\n",
    "<!-- stet of -->", "Comment allez vous ici ", "e-mail ", "colour ", "$5 dollars ", "\u{1F600} ",
  ]
  private static let rules = RuleSet(terms: ["e-mail": "email"], dialect: .us)
  private static let corrector = FakeCorrector(
    ["their": "they're", "vous": "you", "word ": "words "], shortfalls: ["word ": 0.8])

  private func text(_ count: Int, _ generator: inout SeededRandom) -> [UInt8] {
    (0..<count).flatMap { _ in Array((Self.pieces.randomElement(using: &generator) ?? "").utf8) }
  }

  private func edit(_ count: Int, _ generator: inout SeededRandom) -> TextEdit {
    let start = Int.random(in: 0...count, using: &generator)
    let length = [0, 0, 1, 4, 30].randomElement(using: &generator) ?? 0
    return TextEdit(
      range: start..<min(start + length, count), replacement: text(Int.random(in: 0...3, using: &generator), &generator)
    )
  }

  private func found(_ findings: DocumentFindings, _ snapshot: DocumentSnapshot) -> [Finding] {
    findings.findings(in: snapshot, policy: .standard, checker: Fixture.checker).map(\.finding)
  }

  @Test(arguments: 0..<8) func `editing is opening anew`(seed: Int) {
    var generator = SeededRandom(UInt64(seed))
    var document = Document(uri: "file:///a", languageID: "markdown", version: 0, utf8: text(60, &generator))
    var kept = DocumentFindings()
    kept.update(
      to: document.snapshot, changes: nil, checker: Fixture.checker, rules: Self.rules, corrector: Self.corrector)
    for step in 1...25 {
      // Findings are read after several edits, too.
      let changes = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        document.apply(edits: [edit(document.snapshot.rope.count, &generator)], version: step)
      }
      kept.update(
        to: document.snapshot, changes: changes, checker: Fixture.checker, rules: Self.rules, corrector: Self.corrector)
      var fresh = DocumentFindings()
      let snapshot = Document(
        uri: "file:///a", languageID: "markdown", version: step,
        utf8: document.snapshot.rope.bytes(in: 0..<document.snapshot.rope.count)
      ).snapshot
      fresh.update(to: snapshot, changes: nil, checker: Fixture.checker, rules: Self.rules, corrector: Self.corrector)
      #expect(found(kept, document.snapshot) == found(fresh, snapshot), "seed \(seed), step \(step)")
    }
  }
}
