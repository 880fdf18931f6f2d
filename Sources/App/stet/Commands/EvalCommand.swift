import ArgumentParser
import Documents
import Features
import Foundation
import Inference
import JSON

/// Measures of quality on labelled data.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Measure quality on labelled data.",
    subcommands: [Highlight.self, OfRecipe.self, OfData.self, SQuAD.self, FewShot.self, Grammar.self])

  /// Highlighting against labelled sentences.
  struct Highlight: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Score the choice of sentences against labels, beside the baseline of taking the first ones.",
      discussion: """
        Every line of the file is an object with `sentences` (texts, or objects with `text` and `prominence`) and, for \
        texts, `labels` or `highlight` with one number a sentence. As many sentences are chosen as are labelled, so \
        precision, recall and F1 are the same number.
        """)

    @Argument(help: "A jsonl file.")
    var path: String

    func run() async throws {
      let setup = Setup(for: ".")
      let vectors = try await setup.workbench.vectors()
      var total = HighlightScore()
      for line in try InputFile.read(path).split(separator: 0x0A) {
        guard let example = HighlightExample(try JSONValue(parsing: Array(line))) else { continue }
        let found = try await vectors.vectors(of: example.sentences.map { Array($0.utf8) }, lane: .background)
        total.add(example, salience: Salience.standard.scores(vectors: found, wordCounts: example.wordCounts))
      }
      setup.workbench.close()
      StandardOutput.write(total.report)
    }
  }
}

/// A document with the sentences that somebody found important.
private struct HighlightExample {
  let sentences: [String]
  let isImportant: [Bool]

  var wordCounts: [Int] { sentences.map { $0.split(whereSeparator: \.isWhitespace).count } }

  /// From this prominence on a sentence of GUM counts as important: about one in six of them.
  private static let prominent = 4.0

  /// Nil for a document without sentences or with nothing, or everything, labelled.
  init?(_ json: JSONValue) {
    guard let items = json["sentences"]?.arrayValue, !items.isEmpty else { return nil }
    sentences = items.map { $0.stringValue ?? $0["text"]?.stringValue ?? "" }
    let labels = (json["labels"] ?? json["highlight"])?.arrayValue?.map { $0.doubleValue ?? 0 }
    isImportant =
      labels.map { $0.map { $0 > 0 } } ?? items.map { ($0["prominence"]?.doubleValue ?? 0) >= Self.prominent }
    let count = isImportant.count { $0 }
    guard isImportant.count == sentences.count, count > 0, count < sentences.count else { return nil }
  }
}

/// Counts of right choices.
private struct HighlightScore {
  private var documents = 0
  private var wanted = 0
  private var hits = 0
  private var firstHits = 0

  mutating func add(_ example: HighlightExample, salience: [Float]) {
    let count = example.isImportant.count { $0 }
    let best = salience.indices.sorted { salience[$0] > salience[$1] }.prefix(count)
    documents += 1
    wanted += count
    hits += best.count { example.isImportant[$0] }
    firstHits += (0..<count).count { example.isImportant[$0] }
  }

  var report: String {
    func percent(_ hits: Int) -> String { String(format: "%.2f", 100 * Double(hits) / Double(max(wanted, 1))) }
    return "documents \(documents)\nF1 \(percent(hits))\nfirst sentences \(percent(firstHits))\n"
  }
}
