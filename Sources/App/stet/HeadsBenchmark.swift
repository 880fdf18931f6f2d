import Foundation
import Inference
import JSON
import Tensors

/// Measures what the heads of a bundle cost beside its backbone, for `Tests/Benchmarks/heads.py`.
struct HeadsBenchmark {
  private let encoder: SentenceEncoder
  private let texts: [[UInt8]]

  /// - Parameters:
  ///   - texts: sentences; at least one.
  ///   - threads: of a pass.
  /// - Throws: as `ModelBundle`; `UsageError` for a model without heads.
  init(directory: String, texts: [[UInt8]], threads: Int) throws {
    encoder = try SentenceEncoder(directory: directory, threads: threads, precision: .fast)
    self.texts = texts
    guard !encoder.sentenceHeads.isEmpty, !texts.isEmpty else {
      throw UsageError(message: "there are no heads or no texts to measure", hint: "Name a bundle with heads.")
    }
  }

  /// The medians of both sides in milliseconds a sentence, and of the rounds' ratios; the sides take turns.
  ///
  /// Processor time, which other work on the machine disturbs less than the clock on the wall.
  func run(rounds: Int) throws -> JSONValue {
    var times: [(plain: Double, all: Double)] = []
    // The first round warms caches up.
    for round in 0...rounds {
      let plainFirst = round % 2 == 0
      let first = try seconds(heads: plainFirst ? [] : encoder.sentenceHeads)
      let second = try seconds(heads: plainFirst ? encoder.sentenceHeads : [])
      if round > 0 { times.append(plainFirst ? (first, second) : (second, first)) }
    }
    let ratios = times.map { $0.all / $0.plain }.sorted()
    func milliseconds(_ values: [Double]) -> JSONValue {
      .number(values.sorted()[values.count / 2] * 1e3 / Double(texts.count))
    }
    return [
      "heads": .array(encoder.sentenceHeads.map { .string($0) }), "threads": .integer(Int64(encoder.threads)),
      "tokens": .integer(Int64(texts.reduce(0) { $0 + encoder.tokenize($1).count })),
      "sentences": .integer(Int64(texts.count)), "backbone_ms": milliseconds(times.map(\.plain)),
      "heads_ms": milliseconds(times.map(\.all)), "ratio": .number(ratios[ratios.count / 2]),
      "ratio_range": .array([.number(ratios[0]), .number(ratios[ratios.count - 1])]),
    ]
  }

  private func seconds(heads: [String]) throws -> Double {
    let start = clock()
    _ = try encoder.analyse(texts, heads: heads)
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}
