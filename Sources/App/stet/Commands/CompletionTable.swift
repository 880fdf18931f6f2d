import Foundation
import JSON
import Keystrokes

/// Results of replays as a table for a person and as JSON.
struct CompletionTable {
  private let confidence: Double
  private var rows: [(source: String, predictor: String, result: CompletionReplay.Result)] = []

  /// - Parameter confidence: of the results' scores.
  init(confidence: Double) { self.confidence = confidence }

  mutating func add(_ result: CompletionReplay.Result, source: String, predictor: String) {
    rows.append((source, predictor, result))
  }

  /// The rows, and behind them the sums over all sources where there are several.
  private var all: [(source: String, predictor: String, result: CompletionReplay.Result)] {
    guard Set(rows.map(\.source)).count > 1 else { return rows }
    var names: [String] = []
    for row in rows where !names.contains(row.predictor) { names.append(row.predictor) }
    return rows
      + names.map { name in
        let sum = rows.filter { $0.predictor == name }.reduce(into: CompletionReplay.Result()) { $0 += $1.result }
        return ("all", name, sum)
      }
  }

  // MARK: Text

  var text: String {
    let hasSweep = rows.contains { !$0.result.sweep.isEmpty }
    let titles = [
      "source", "predictor", "characters", "saved", "shown", "right", "whole", "top-1", "top-3", "median", "p95",
    ]
    let lines = all.map { cells($0.source, $0.predictor, $0.result) + (hasSweep ? Self.best($0.result) : []) }
    return Self.table([titles + (hasSweep ? ["best at", "saved", "right"] : [])] + lines)
      + (hasSweep ? "\n" + sweepText : "")
  }

  private func cells(_ source: String, _ predictor: String, _ result: CompletionReplay.Result) -> [String] {
    let (score, words) = (result.score, result.nextWords)
    return [source, predictor, "\(score.characters)", Self.share(score.saved), "\(score.shown)"]
      + [score.precision, score.wholePrecision].map { score.shown == 0 ? "-" : Self.share($0) }
      + [words.top1, words.top3].map { words.words == 0 ? "-" : Self.share($0) }
      + [0.5, 0.95].map { Self.quantile(result.latencies, $0).map { String(format: "%.1f", $0) } ?? "-" }
  }

  /// At which confidence most keys are saved.
  private static func best(_ result: CompletionReplay.Result) -> [String] {
    guard let best = result.sweep.max(by: { $0.score.saved < $1.score.saved }) else { return ["-", "-", "-"] }
    return ["\(best.confidence)", share(best.score.saved), share(best.score.precision)]
  }

  /// Over all sources, a line for each confidence.
  private var sweepText: String {
    let sums = all.suffix(Set(rows.map(\.predictor)).count)
    let titles = ["confidence"] + sums.flatMap { ["\($0.predictor) saved", "right"] }
    let lines = (sums.first?.result.sweep.indices ?? 0..<0).map { index in
      ["\(sums.first?.result.sweep[index].confidence ?? 0)"]
        + sums.flatMap { row in
          let score = row.result.sweep[index].score
          return [Self.share(score.saved), Self.share(score.precision)]
        }
    }
    return Self.table([titles] + lines)
  }

  /// Names to the left, numbers to the right.
  private static func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return Double(cell) == nil && cell != "-" && row != rows[0] ? cell + blanks : blanks + cell
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// In percent.
  private static func share(_ value: Double) -> String { String(format: "%.1f", 100 * value) }

  /// The value below which a share of all values lies; nil without any.
  private static func quantile(_ values: [Double], _ share: Double) -> Double? {
    values.isEmpty ? nil : values.sorted()[min(values.count - 1, Int(Double(values.count) * share))]
  }

  // MARK: JSON

  /// Shares from 0 to 1, times in milliseconds.
  var json: JSONValue {
    let rows = all.map { row -> JSONValue in
      var object = Self.object(row.result.score, confidence)
      object["source"] = .string(row.source)
      object["predictor"] = .string(row.predictor)
      let words = row.result.nextWords
      object["nextWord"] = [
        "words": .integer(Int64(words.words)), "top1": .number(words.top1), "top3": .number(words.top3),
      ]
      let times = [("median", 0.5), ("p95", 0.95)].map { name, share in
        (name, Self.quantile(row.result.latencies, share).map(JSONValue.number) ?? .null)
      }
      object["latency"] = .object(JSONObject(times))
      object["sweep"] = .array(row.result.sweep.map { .object(Self.object($0.score, $0.confidence)) })
      return .object(object)
    }
    return ["results": .array(rows)]
  }

  private static func object(_ score: KeystrokeScore, _ confidence: Double) -> JSONObject {
    [
      "confidence": .number(confidence), "characters": .integer(Int64(score.characters)),
      "keys": .integer(Int64(score.keys)), "saved": .number(score.saved), "requests": .integer(Int64(score.requests)),
      "shown": .integer(Int64(score.shown)), "right": .integer(Int64(score.right)),
      "whole": .integer(Int64(score.whole)), "accepted": .integer(Int64(score.accepted)),
      "precision": .number(score.precision),
    ]
  }
}
