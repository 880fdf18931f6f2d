import Datasets
import Edits
import Heads
import Models
import Synchronization
import Tensors
import Tokenizers

extension SentenceEncoder {
  /// The names of the heads that say something about a sentence alone and change nothing, sorted.
  package var sentenceHeads: [String] {
    specifications.filter { ![.answers, .edits].contains($0.value.task) }.keys.sorted()
  }

  /// Makes sure that the model has these heads and that they can say something about a sentence alone.
  ///
  /// - Throws: `InferenceError` `head-unknown` or `head-unfit`.
  package func check(heads: [String]) throws {
    let known = specifications
    for name in heads {
      guard let head = known[name] else { throw InferenceError.unknown(name, known: known.keys.sorted()) }
      guard head.task != .answers else {
        throw InferenceError.unfit(name, head.task, hint: "Ask it with a question and a passage.")
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
    return analyse(texts.map { input(of: $0, heads: heads) }, Question(heads: heads))
  }

  /// A text as the model takes it, with its words when one of the heads labels words.
  func input(of text: [UInt8], heads: [String]) -> AnalysisInput {
    let taught = taughtHeads(heads)
    let needsCases = taught.contains { $0.findsSpans }
    let needsWords = needsCases || heads.contains { model.heads[$0]?.specification.task == .tokens }
    let needsEdits = heads.contains { model.heads[$0]?.specification.task == .edits }
    return input(of: text, needsWords: needsWords, needsCases: needsCases, needsEdits: needsEdits)
  }

  /// A text as the model takes it, with its words and how they are written where that is needed.
  func input(of text: [UInt8], needsWords: Bool, needsCases: Bool, needsEdits: Bool = false) -> AnalysisInput {
    let (input, encoding) = inputs.text(text)
    var result = AnalysisInput(input: input)
    if needsWords { result.words = encoding.words(in: text) }
    if needsCases {
      let cases = encoding.caseIDs(of: text)
      result.cases = result.words.map { WordCase(rawValue: cases[$0.tokens.lowerBound]) ?? .none }
    }
    if needsEdits { result.editRows = EditRows.rows(of: EditableText(text).tokens, in: encoding) }
    return result
  }

  /// The taught ones of some heads, as they are now.
  private func taughtHeads(_ names: [String]) -> [TaughtHead] {
    taught.withLock { taught in taught.isEmpty ? [] : names.compactMap { taught[$0] } }
  }

  /// What the model says about each input; the heads were checked.
  func analyse(_ inputs: [AnalysisInput], _ question: Question) -> [SentenceAnalysis] {
    analyse(inputs, question, until: { false }).compactMap { $0 }
  }

  /// The same until something else is more urgent; nil for the inputs that were not reached.
  func analyse(
    _ inputs: [AnalysisInput], _ question: Question, until isEnough: @Sendable () -> Bool
  ) -> [SentenceAnalysis?] {
    forEachBatch(lengths: inputs.map(\.input.count), until: isEnough) { indices, execution in
      analyse(batch: indices.map { inputs[$0] }, question, in: execution)
    }
  }

  /// One packed batch on this thread.
  private func analyse(
    batch inputs: [AnalysisInput], _ question: Question, in execution: Execution
  ) -> [SentenceAnalysis] {
    let heads = question.heads
    let taught = taughtHeads(heads)
    // A taught head of sentences reads vectors.
    let readsVectors = !taught.isEmpty || heads.contains { model.heads[$0]?.readsVectors == true }
    let (layers, states) = states(
      of: inputs, for: taught.map(\.features), heads: heads, vectors: question.wantsVectors || readsVectors,
      in: execution)
    let runner = HeadRunner(states: layers, batch: states.batch, inputs: inputs, vectors: states.vectors)
    var outputs = [[String: HeadOutput]](repeating: [:], count: inputs.count)
    for name in heads {
      guard let head = model.heads[name] else { continue }
      for (index, output) in runner.run(head, in: execution).enumerated() { outputs[index][name] = output }
    }
    for head in taught {
      for (index, output) in head.outputs(states, in: execution).enumerated() { outputs[index][head.name] = output }
    }
    return inputs.indices.map { SentenceAnalysis(vector: Array(states.vectors.row($0)), outputs: outputs[$0]) }
  }
}
