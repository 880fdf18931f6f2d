import Datasets
import Metrics
import Models
import Tensors

/// Measures the importance of sentences, beside other ways to choose them.
struct SalienceEvaluator: Sendable {
  let documents: DocumentEvaluator
  /// For the rankers.
  let vectors: VectorModel
  let rankers: [SalienceRanker]
  /// A sentence of more than half of it counts as important.
  let maximum: Double

  /// How many of the important sentences are chosen when as many are chosen as there are, and how much of the summary they say.
  ///
  /// Documents in which all or no sentences are important do not count.
  func scores(_ examples: [SentencesExample], _ pass: EvaluationPass) -> TaskScores {
    let judged = examples.filter { example in
      let count = relevant(example).count { $0 }
      return count > 0 && count < example.sentences.count
    }
    let logits = documents.logits(judged, pass)
    var measures = self.measures(judged, logits.map { rows in rows.map { Double($0[0]) } })
    let others = [("first sentences", judged.map { $0.sentences.indices.map { -Double($0) } })] + ranked(judged, pass)
    for (name, scores) in others {
      measures += self.measures(judged, scores).map { ("\(name): \($0.name)", $0.value) }
    }
    return TaskScores(measures)
  }

  private func relevant(_ example: SentencesExample) -> [Bool] { example.scores.map { $0 > maximum / 2 } }

  private func measures(
    _ examples: [SentencesExample], _ scores: [[Double]]
  ) -> [(name: String, value: Double)] {
    var (hits, wanted) = (0.0, 0.0)
    var means = [("average precision", 0.0), ("ROUGE-1", 0.0), ("ROUGE-2", 0.0), ("ROUGE-L", 0.0)]
    for (example, scores) in zip(examples, scores) where scores.count == example.sentences.count {
      let relevant = relevant(example)
      let count = relevant.count { $0 }
      hits += Double(count) * Ranking.precisionAtRelevantCount(relevant: relevant, scores: scores)
      wanted += Double(count)
      means[0].1 += Ranking.averagePrecision(relevant: relevant, scores: scores)
      let overlaps = overlaps(example, relevant, scores)
      for index in overlaps.indices { means[index + 1].1 += overlaps[index] }
    }
    return [("F1", wanted == 0 ? 0 : hits / wanted)] + means.map { ($0.0, $0.1 / Double(max(1, examples.count))) }
  }

  /// ROUGE-1, -2 and -L of the best sentences against the summary that they fit best, or against the important sentences.
  private func overlaps(_ example: SentencesExample, _ relevant: [Bool], _ scores: [Double]) -> [Double] {
    func text(_ chosen: some Sequence<Int>) -> String {
      chosen.map { example.sentences[$0] }.joined(separator: " ")
    }
    let count = relevant.count { $0 }
    let best = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(count).sorted()
    let predicted = text(best)
    let gold = example.summaries.isEmpty ? [text(relevant.indices.filter { relevant[$0] })] : example.summaries
    return [
      gold.map { ROUGE.n(1, gold: $0, predicted: predicted).f1 }.max() ?? 0,
      gold.map { ROUGE.n(2, gold: $0, predicted: predicted).f1 }.max() ?? 0,
      gold.map { ROUGE.l(gold: $0, predicted: predicted).f1 }.max() ?? 0,
    ]
  }

  /// What the rankers say; the sentences' vectors are computed only where there are any.
  private func ranked(_ examples: [SentencesExample], _ pass: EvaluationPass) -> [(String, [[Double]])] {
    if rankers.isEmpty { return [] }
    let rows = vectors.vectors(of: examples.flatMap(\.sentences), documents.builder, pass)
    var first = 0
    let parts = examples.map { example in
      defer { first += example.sentences.count }
      return Array(rows[first..<first + example.sentences.count])
    }
    return rankers.map { ranker in
      (
        ranker.name,
        zip(examples, parts).map { example, vectors in
          let words = example.sentences.map { $0.split(whereSeparator: \.isWhitespace).count }
          return ranker.scores(vectors, words).map(Double.init)
        }
      )
    }
  }
}
