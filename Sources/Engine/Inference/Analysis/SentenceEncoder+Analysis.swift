import Heads
import Models
import Tensors
import Tokenizers

extension SentenceEncoder {
  /// The names of the heads that can say something about a sentence alone, sorted.
  package var sentenceHeads: [String] {
    model.heads.filter { $0.value.specification.task != .answers }.keys.sorted()
  }

  /// Makes sure that the model has these heads and that they can say something about a sentence alone.
  ///
  /// - Throws: `InferenceError` `head-unknown` or `head-unfit`.
  package func check(heads: [String]) throws {
    for name in heads {
      guard let head = model.heads[name] else { throw InferenceError.unknown(name, known: model.heads.keys.sorted()) }
      guard head.specification.task != .answers else {
        throw InferenceError.unfit(name, head.specification.task, hint: "Ask it with a question and a passage.")
      }
    }
  }

  /// Vector and head outputs of each text, in order; one pass through the backbone serves them all.
  ///
  /// Any bytes give a result; ranges count the bytes of the text, what is beyond the model's limit has none. Threads as for `encode`.
  /// - Parameter heads: nil for all of `sentenceHeads`.
  /// - Throws: as `check(heads:)`.
  package func analyse(_ texts: [[UInt8]], heads: [String]? = nil) throws -> [SentenceAnalysis] {
    let heads = heads ?? sentenceHeads
    try check(heads: heads)
    return analyse(texts.map { input(of: $0, heads: heads) }, heads: heads)
  }

  /// A text as the model takes it, with its words when one of the heads labels words.
  func input(of text: [UInt8], heads: [String]) -> AnalysisInput {
    let (input, encoding) = inputs.text(text)
    let needsWords = heads.contains { model.heads[$0]?.specification.task == .tokens }
    return AnalysisInput(input: input, words: needsWords ? encoding.words(in: text) : [])
  }

  /// What the model says about each input; `heads` were checked.
  func analyse(_ inputs: [AnalysisInput], heads: [String]) -> [SentenceAnalysis] {
    forEachBatch(lengths: inputs.map(\.input.count)) { indices, execution in
      analyse(batch: indices.map { inputs[$0] }, heads, in: execution)
    }
  }

  /// One packed batch on this thread.
  private func analyse(
    batch inputs: [AnalysisInput], _ heads: [String], in execution: Execution
  ) -> [SentenceAnalysis] {
    let batch = PackedBatch(inputs.map(\.input))
    let hidden = encode(batch, in: execution)
    let vectors = model.sentenceHead.forward(hidden, offsets: batch.offsets, in: execution)
    let runner = HeadRunner(hidden: hidden, batch: batch, inputs: inputs)
    var outputs = [[String: HeadOutput]](repeating: [:], count: inputs.count)
    for name in heads {
      guard let head = model.heads[name] else { continue }
      for (index, output) in runner.run(head, in: execution).enumerated() { outputs[index][name] = output }
    }
    return inputs.indices.map { SentenceAnalysis(vector: Array(vectors.row($0)), outputs: outputs[$0]) }
  }
}
