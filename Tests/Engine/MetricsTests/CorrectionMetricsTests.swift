import Foundation
import JSON
import Metrics
import Testing

/// The measures of corrections, held to what a reference scorer says (see Fixtures/generate_corrections.py).
@Suite struct CorrectionMetricsTests {
  struct Case: Sendable {
    let source: [String]
    let line: String
    let tokens: [String]
    let gold: [[GoldEdit]]
    let counts: [[Int]]
    let references: [[String]]

    init?(_ json: JSONValue) {
      func strings(_ value: JSONValue?) -> [String] { value?.arrayValue?.compactMap(\.stringValue) ?? [] }
      func lists(_ value: JSONValue?) -> [JSONValue] { value?.arrayValue ?? [] }
      guard let line = json["line"]?.stringValue else { return nil }
      self.line = line
      (source, tokens) = (strings(json["source"]), strings(json["tokens"]))
      references = lists(json["references"]).map { strings($0) }
      counts = lists(json["counts"]).map { lists($0).compactMap { $0.intValue.map { Int($0) } } }
      gold = lists(json["gold"]).map { edits in
        lists(edits).map { edit in
          let parts = lists(edit)
          return GoldEdit(
            tokens: Int(parts[0].intValue ?? 0)..<Int(parts[1].intValue ?? 0),
            corrections: lists(parts[2]).map { strings($0) })
        }
      }
    }
  }

  static func cases() throws -> [Case] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures/corrections.jsonl"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return try lines.compactMap { Case(try JSONValue(parsing: Array($0.utf8))) }
  }

  @Test func `a line has the tokens of its source`() throws {
    let cases = try Self.cases()
    #expect(cases.count == 60)
    for item in cases { #expect(SourceTokens(item.source).tokens(of: item.line) == item.tokens, "\(item.line)") }
  }

  @Test func `edits are counted as the reference counts them`() throws {
    for item in try Self.cases() {
      for (gold, expected) in zip(item.gold, item.counts) {
        let found = MaxMatch.counts(source: item.source, corrected: item.tokens, gold: gold).counts
        #expect([found.correct, found.proposed, found.gold] == expected, "\(item.source) \(item.tokens)")
      }
    }
  }

  @Test func `an unchanged sentence has the score of one reference alone`() {
    var gleu = GLEU()
    let tokens = ["the", "cat", "sat", "on", "the", "mat"]
    gleu.add(source: tokens, corrected: tokens, references: [tokens, tokens])
    #expect(abs(gleu.score - 1) < 1e-12)
    var wrong = GLEU()
    wrong.add(source: tokens, corrected: tokens, references: [["a"] + tokens.dropFirst(), tokens])
    #expect(wrong.score < 1 && wrong.score > 0.5)
  }

  @Test func `m2 files are read, several annotators and corrections too`() {
    let text = """
      S It 's difficult answer .
      A 3 3|||M:VERB:FORM|||to||for to|||REQUIRED|||-NONE-|||0
      A 2 3|||R:ADJ|||hard|||REQUIRED|||-NONE-|||1
      A 4 5|||U:PUNCT||||||REQUIRED|||-NONE-|||1

      S All is well .
      A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||0

      S Fine .
      """
    let found = CorrectedSentence.m2(text)
    #expect(found.count == 3)
    #expect(found[0].annotations.map(\.count) == [1, 2])
    #expect(found[0].annotations[0][0].corrections == [["to"], ["for", "to"]])
    #expect(found[0].corrected(by: 0) == ["It", "'s", "difficult", "to", "answer", "."])
    #expect(found[0].corrected(by: 1) == ["It", "'s", "hard", "answer"])
    #expect(found[1].annotations == [[]] && found[2].annotations == [[]])
  }

  @Test func `each sentence is compared with the annotator that is kindest`() {
    let gold = [
      [GoldEdit(tokens: 1..<2, corrections: [["cats"]], type: "N")],
      [GoldEdit(tokens: 0..<1, corrections: [["a"]], type: "D")],
    ]
    var scores = CorrectionScores()
    scores.add(CorrectedSentence(tokens: ["the", "cat"], annotations: gold), corrected: ["a", "cat"])
    #expect(scores.total == EditCounts(correct: 1, proposed: 1, gold: 1))
    #expect(scores.byType["D"]?.made == 1 && scores.byType["N"] == nil)
    #expect(EditCounts(correct: 1, proposed: 2, gold: 4).f == 1.25 * 0.5 * 0.25 / (0.25 * 0.5 + 0.25))
  }
}
