import Documents
import Rules
import Spelling
import TestSupport
import Testing
import Text

@testable import Features

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
  private static let capitals = FakeCorrector(
    ["Blorf": "blorf", "their": "Their"], code: "grammar.capital", fingerprint: "capitals")
  private static let policies = [FindingPolicy.standard, FindingPolicy(severity: { _, _ in .hint }, isAdaptive: false)]

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

  /// A document's findings and names, taken from one state to the next or made anew.
  private struct Kept {
    var findings = DocumentFindings()
    var entities = DocumentEntities()

    mutating func update(to snapshot: DocumentSnapshot, _ changes: [DocumentChange]?, _ corrector: FakeCorrector) {
      findings.update(
        to: snapshot, changes: changes, checker: Fixture.checker, rules: RandomEditFindingsTests.rules,
        corrector: corrector)
      entities.update(to: snapshot, changes: changes, minimum: 0.5) { sentences in
        sentences.map { ["entities": .spans(Self.names(in: $0.text))] }
      }
    }

    mutating func found(_ snapshot: DocumentSnapshot, _ policy: FindingPolicy, named: Bool) -> [Finding] {
      findings.findings(in: snapshot, policy: policy, checker: Fixture.checker, names: named ? entities : nil)
        .map(\.finding)
    }

    /// Each “vous” of a sentence with an “a” in it is somebody.
    private static func names(in text: [UInt8]) -> [LabelledRange] {
      guard text.contains(UInt8(ascii: "a")) else { return [] }
      return text.indices.filter { text[$0...].starts(with: "vous".utf8) }.map {
        LabelledRange("person", $0..<$0 + 4, 1)
      }
    }
  }

  @Test(arguments: 0..<8) func `editing is opening anew`(seed: Int) {
    var generator = SeededRandom(UInt64(seed))
    var document = Document(uri: "file:///a", languageID: "markdown", version: 0, utf8: text(60, &generator))
    var kept = Kept()
    kept.update(to: document.snapshot, nil, Self.corrector)
    var (policy, named, corrector) = (Self.policies[0], false, Self.corrector)
    for step in 1...40 {
      // Now and then something else changes than the text.
      if step % 5 == 0 { named.toggle() }
      if step % 8 == 0 { policy = Self.policies[step / 8 % 2] }
      if step % 20 == 0 { corrector = Self.capitals }
      // Findings are read after several edits, too.
      let changes = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        document.apply(edits: [edit(document.snapshot.rope.count, &generator)], version: step)
      }
      kept.update(to: document.snapshot, changes, corrector)
      var fresh = Kept()
      let snapshot = Document(
        uri: "file:///a", languageID: "markdown", version: step,
        utf8: document.snapshot.rope.bytes(in: 0..<document.snapshot.rope.count)
      ).snapshot
      fresh.update(to: snapshot, nil, corrector)
      let (found, expected) = (
        kept.found(document.snapshot, policy, named: named), fresh.found(snapshot, policy, named: named)
      )
      #expect(found == expected, "seed \(seed), step \(step)")
    }
  }
}
