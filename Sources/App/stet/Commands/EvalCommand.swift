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
    subcommands: [Highlight.self, OfRecipe.self, OfData.self, SQuAD.self, FewShot.self, Grammar.self, Completion.self])

  /// Highlighting against labelled sentences.
  struct Highlight: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Score the choice of sentences against labels, beside simpler choices.",
      discussion: """
        Every line of the file is an object with `sentences` (texts, or objects with `text` and `prominence`) and, for \
        texts, `labels` or `highlight` with one number a sentence. As many sentences are chosen as are labelled, so \
        precision, recall and F1 are the same number. Beside the choice of `stet highlight` stand those of the vectors \
        without a head, of the model's head for salience alone, and the first sentences.
        """)

    @Argument(help: "A jsonl file.")
    var path: String

    @ArgumentParser.Option(help: "The weight of what the head says, beside the vectors.")
    var importance: [Float] = [Salience.standard.importance]

    func run() async throws {
      let setup = Setup(for: ".")
      let vectors = try await setup.workbench.vectors()
      let annotator = try await setup.workbench.annotator()
      var score = HighlightScore()
      for line in try InputFile.read(path).split(separator: 0x0A) {
        guard let example = HighlightExample(try JSONValue(parsing: Array(line))) else { continue }
        let texts = example.sentences.map { Array($0.utf8) }
        let importances = try await annotator.importances(ofSentences: texts)
        let found = try await vectors.vectors(of: texts, lane: .background)
        func salience(_ weight: Float) -> [Float] {
          var salience = Salience.standard
          salience.importance = weight
          return salience.scores(vectors: found, wordCounts: example.wordCounts, importances: importances)
        }
        if importances.isEmpty {
          score.add(example, salience(0), for: "F1")
        } else {
          for weight in importance {
            score.add(example, salience(weight), for: importance.count == 1 ? "F1" : "F1, importance \(weight)")
          }
          score.add(example, salience(0), for: "without the head")
          score.add(example, importances, for: "the head alone")
        }
        score.add(example, texts.indices.map { -Float($0) }, for: "first sentences")
      }
      setup.workbench.close()
      StandardOutput.write(score.report)
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

/// Counts of right choices, by the way to choose.
private struct HighlightScore {
  private var ways: [(name: String, documents: Int, wanted: Int, hits: Int)] = []

  mutating func add(_ example: HighlightExample, _ salience: [Float], for way: String) {
    let count = example.isImportant.count { $0 }
    let best = salience.indices.sorted { (salience[$0], -$0) > (salience[$1], -$1) }.prefix(count)
    let index = ways.firstIndex { $0.name == way } ?? ways.endIndex
    if index == ways.endIndex { ways.append((way, 0, 0, 0)) }
    ways[index].documents += 1
    ways[index].wanted += count
    ways[index].hits += best.count { example.isImportant[$0] }
  }

  var report: String {
    let lines = ways.map { way in
      way.name + String(format: " %.2f", 100 * Double(way.hits) / Double(max(way.wanted, 1)))
    }
    return (["documents \(ways.first?.documents ?? 0)"] + lines).map { $0 + "\n" }.joined()
  }
}
