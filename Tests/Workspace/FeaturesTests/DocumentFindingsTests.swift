import Documents
import Features
import Foundation
import Spelling
import Store
import TestSupport
import Testing
import Text

@Suite(.enabled(if: Fixture.hasDictionary, "Hunspell's en_US is not installed"))
struct DocumentFindingsTests {
  private let checker: SpellChecker

  init() throws { checker = try #require(Fixture.checker) }

  private func found(
    _ text: String, _ policy: FindingPolicy = .standard, typing: Range<Int>? = nil, feedback: FeedbackStore? = nil
  ) -> [LocatedFinding] {
    let snapshot = Fixture.snapshot(text)
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: checker)
    return findings.findings(in: snapshot, policy: policy, checker: checker, typing: typing, feedback: feedback)
  }

  @Test func `are in the order of the text, in source bytes`() {
    let found = found("# Ä *wrold*\n\n- We recieve it.\n")
    #expect(found.map(\.word) == ["wrold", "recieve"])
    #expect(found.map(\.finding.range) == [6..<11, 19..<26])
    #expect(found.map(\.sentence) == [0, 1])
  }

  @Test func `follow the policy`() throws {
    let text = "A wrold of blorfing.\n"
    #expect(found(text, FindingPolicy(severity: { _, _ in nil })) == [])
    #expect(found(text, FindingPolicy(severity: { _, _ in .hint })).map(\.finding.severity) == [.hint, .hint])
    #expect(found(text, FindingPolicy(words: ["blorfing"])).map(\.word) == ["wrold"])
    #expect(found("A BLORFING wrold.\n", FindingPolicy(words: ["blorfing"])).map(\.word) == ["wrold"])
  }

  @Test func `leave the word at the caret alone`() {
    let text = "A wrold of blorfing.\n"
    #expect(found(text, typing: 6..<7).map(\.word) == ["blorfing"])
    #expect(found(text, typing: 7..<8).map(\.word) == ["wrold", "blorfing"])
  }

  @Test func `leave out what was let stand, in its sentence only`() throws {
    let folder = try TemporaryFolder()
    let feedback = try FeedbackStore(path: folder.path + "/feedback.sqlite")
    let text = "A wrold it is. Another wrold.\n"
    let first = try #require(found(text, feedback: feedback).first)
    try feedback.insert(first.dismissal)
    #expect(found("Before.\n\n" + text, feedback: feedback).map(\.finding.range.lowerBound) == [32])
  }

  @Test(arguments: [("recieve", "receive", true), ("blorfing", "", false)])
  func `come with replacements, and are safe only when these are sure`(word: String, best: String, isSafe: Bool) throws
  {
    let finding = try #require(found("We \(word) it.\n").first).withReplacements(from: checker)
    #expect(finding.isSafe == isSafe)
    if isSafe {
      #expect(finding.replacements.first?.text == best)
      #expect(finding.message.contains("“\(best)”"))
    }
    let confidences = finding.replacements.map(\.confidence)
    #expect(confidences == confidences.sorted(by: >) && finding.replacements.count <= 5)
  }

  @Test(arguments: 0..<6)
  func `after edits are those of the same text looked at anew`(seed: Int) throws {
    var random = SeededRandom(UInt64(seed))
    let pieces = [
      "The wrold ", "teh ", "recieve. ", "Blorf ", "blorf ", "\n\n", "# Heading\n\n", "- item\n", "One sentence. ", "🦊",
      "`", "*", "x", " ", "",
    ]
    func piece() -> [UInt8] { Array((pieces.randomElement(using: &random) ?? "").utf8) }
    var document = Document(
      uri: "file:///a.md", languageID: "markdown", version: 0, utf8: (0..<50).flatMap { _ in piece() })
    var findings = DocumentFindings()
    var changes: [DocumentChange]?
    for version in 1...50 {
      let count = document.snapshot.rope.count
      // Bytes, not characters: a text cut within a character is a text, too.
      let start = Int.random(in: 0...count, using: &random)
      let range = start..<min(count, start + Int.random(in: 0...30, using: &random))
      let change = document.apply(edits: [TextEdit(range: range, replacement: piece())], version: version)
      changes?.append(change)
      // Read after some of the edits only, so that several changes are taken in at once.
      guard version % 3 == 0 else { continue }
      findings.update(to: document.snapshot, changes: changes, checker: checker)
      changes = []
      let edited = findings.findings(in: document.snapshot, policy: .standard, checker: checker)
      var fresh = DocumentFindings()
      fresh.update(to: document.snapshot, changes: nil, checker: checker)
      #expect(
        edited == fresh.findings(in: document.snapshot, policy: .standard, checker: checker),
        "seed \(seed), version \(version)")
    }
  }
}
