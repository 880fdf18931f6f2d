import Datasets
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Measures how well a language model predicts the files of a task, in numbers that do not depend on its tokens.
struct LanguageModelEvaluator: Sendable {
  /// Of each file, with its short name, bytes and words.
  let files: [(name: String, objective: LanguageModelObjective, bytes: Int, words: Int)]

  /// The share of bits saved decides; bits per byte and perplexity per word are given for all files and for each.
  func scores(_ pass: EvaluationPass) -> TaskScores {
    var (cost, bytes, words) = (0.0, 0, 0)
    var amounts: [(name: String, value: Double)] = []
    for file in files {
      let sum = Self.cost(file.objective, pass)
      (cost, bytes, words) = (cost + sum, bytes + file.bytes, words + file.words)
      amounts.append(("bits per byte, \(file.name)", Self.bits(sum, file.bytes)))
      amounts.append(("perplexity per word, \(file.name)", Self.perplexity(sum, file.words)))
    }
    let all = [
      (name: "bits per byte", value: Self.bits(cost, bytes)),
      (name: "perplexity per word", value: Self.perplexity(cost, words)),
    ]
    var scores = TaskScores([("saved bits", 1 - Self.bits(cost, bytes) / 8)])
    scores.amounts = all + (files.count > 1 ? amounts : [])
    return scores
  }

  /// The sum over all tokens, natural logarithm.
  private static func cost(_ objective: LanguageModelObjective, _ pass: EvaluationPass) -> Double {
    let lengths = (0..<objective.count).map { objective.tokenCount(of: $0) }
    let sums = pass.map(lengths) { batch, execution in
      batch.map { objective.outputs([$0], in: execution)[0].elements.reduce(0.0) { $0 + Double($1) } }
    }
    return sums.reduce(0, +)
  }

  private static func bits(_ cost: Double, _ bytes: Int) -> Double { cost / log(2) / Double(max(1, bytes)) }
  private static func perplexity(_ cost: Double, _ words: Int) -> Double { exp(cost / Double(max(1, words))) }
}
