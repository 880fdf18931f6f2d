import Foundation
import TestSupport
import Testing

@testable import Edits

/// How many real pairs of wrong and right sentences the tags can express; the numbers stand in the target's README.
@Suite struct RoundTripTests {
  private static let measures = ProcessInfo.processInfo.environment["STET_MEASURE"] != nil

  /// The first pairs of each file, all of them where STET_MEASURE is set.
  @Test(
    .enabled(if: SharedData.path("data/grammar/rule_cases") != nil, "../shared/data/grammar is absent"),
    arguments: [
      ("rule_cases/pairs.jsonl", nil, 0.95), ("docs_typos/dev.jsonl", nil, 0.95), ("docs_typos/train.jsonl", nil, 0.95),
      ("iterater/train.jsonl", "fluency", 0.9), ("iterater/train.jsonl", nil, 0.4),
    ] as [(String, String?, Double)])
  func tagsOfPairsGiveTheirTargets(file: String, intent: String?, least: Double) throws {
    let pairs = try Self.pairs(file, intent, limit: Self.measures ? .max : 60)
    var (once, exact, tokens) = (0, 0, 0)
    for pair in pairs {
      let (source, target) = (EditableText(pair.source), EditableText(pair.target))
      let revision = Revision.of(source) { EditEncoder().tags(from: $0, to: target) }
      #expect(source.applying(revision.replacements).bytes == revision.current.bytes)
      exact += revision.current.bytes == target.bytes ? 1 : 0
      tokens += revision.current.tokens.map(\.text) == target.tokens.map(\.text) ? 1 : 0
      let first = Revision.of(source, passes: 1) { EditEncoder().tags(from: $0, to: target) }
      once += first.current.bytes == target.bytes ? 1 : 0
    }
    print(file, intent ?? "all", pairs.count, "pairs; one pass", once, "three", exact, "tokens after three", tokens)
    #expect(Double(exact) >= least * Double(pairs.count))
  }

  private static func pairs(_ file: String, _ intent: String?, limit: Int) throws -> [(source: String, target: String)]
  {
    let path = try #require(SharedData.path("data/grammar/\(file)"))
    var pairs: [(source: String, target: String)] = []
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") where pairs.count < limit {
      let record = try JSONDecoder().decode([String: Field].self, from: Data(line.utf8))
      guard intent == nil || record["intent"]?.text == intent else { continue }
      pairs.append((record["src"]?.text ?? "", record["tgt"]?.text ?? ""))
    }
    return pairs
  }

  /// A value of which only strings are of interest.
  private struct Field: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      text = (try? decoder.singleValueContainer().decode(String.self)) ?? ""
    }
  }
}
