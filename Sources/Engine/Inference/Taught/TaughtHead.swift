package import Heads
import JSON
import Layers
import Tensors
import Text
import Tokenizers

/// A head that a person taught with a handful of marks: a linear layer over features of a frozen model.
///
/// Unlike a bundle's heads it reads layers in the middle of the backbone and what other heads say, it lives outside of the bundle, and it can be
/// attached to an encoder that is running. Immutable; any number of threads may share one.
package struct TaughtHead: Sendable {
  /// What it is called in requests.
  package let name: String
  /// Labels that are tags for spans, or labels of whole sentences.
  package let specification: HeadSpecification
  /// What it sees of a word; a head of sentences sees the sentence's vector alone.
  package let features: TaughtFeatures
  /// The fingerprint of the model whose states it reads.
  package let model: String
  /// What it was taught with.
  package let lesson: TaughtLesson
  /// Names what it computes; keys cached results.
  ///
  /// 32 hexadecimal digits, others after each lesson.
  package let fingerprint: String
  /// `[labels, features]`, row after row.
  package let weights: [Float]
  /// `[labels]`.
  package let bias: [Float]
  private let head: Head
  private let output: Linear

  /// The label of sentences that have none of the others.
  package static let noLabel = "none"

  /// A head with these weights.
  ///
  /// - Throws: `HeadError` when the sizes contradict each other or the specification is none of a taught head.
  package init(
    name: String, specification: HeadSpecification, features: TaughtFeatures, model: String, lesson: TaughtLesson,
    weights: [Float], bias: [Float]
  ) throws {
    let labels = specification.labels.count
    guard labels > 0, bias.count == labels, !weights.isEmpty, weights.count % labels == 0 else {
      throw HeadError.specification("weights", "as many rows as there are labels")
    }
    guard specification.task == .tokens || specification.task == .sequence else {
      throw HeadError.specification("task", "for words or for whole sentences")
    }
    (self.name, self.specification, self.features, self.model) = (name, specification, features, model)
    (self.lesson, self.weights, self.bias) = (lesson, weights, bias)
    let store = ParameterStore(nil)
    let source = WeightSource(store, creating: true)
    output = try Linear(source, ["output"], inputs: weights.count / labels, outputs: labels)
    output.weights.parameter?.set(weights)
    output.bias?.parameter?.set(bias)
    // Decoding is that of the bundle's heads; their layers are not asked.
    head = try Head(specification, hidden: 1, weights: source.adding(prefix: "unused."))
    var hash = ContentHash(Array((name + model + specification.json.encodedText() + features.json.encodedText()).utf8))
    hash = weights.withUnsafeBytes { ContentHash($0, seed: hash.high ^ hash.low) }
    fingerprint = "\(bias.withUnsafeBytes { ContentHash($0, seed: hash.high ^ hash.low) })"
  }

  /// How many numbers a row of its input has.
  package var inputs: Int { output.weights.inputs }
  /// Whether it finds spans of words, not labels of sentences.
  package var findsSpans: Bool { specification.task == .tokens }
  /// What a person taught it: the types of spans, or the labels of sentences without `noLabel`.
  package var labels: [String] {
    guard findsSpans else { return specification.labels.filter { $0 != Self.noLabel } }
    return specification.labels.filter { $0.hasPrefix("B-") }.map { String($0.dropFirst(2)) }
  }

  /// What it says about each sentence of a batch.
  func outputs(_ states: BatchStates, in execution: Execution) -> [HeadOutput] {
    switch head {
    case .tokens(let head): return states.inputs.indices.map { .words(words($0, states, head, in: execution)) }
    case .sequence(let head):
      let rows = FeatureRows.sentences(states.vectors)
      guard rows.columns == inputs else { return [] }
      return head.decode(output(rows, in: execution)).map { .classes($0) }
    default: return []
    }
  }

  private func words(
    _ sequence: Int, _ states: BatchStates, _ head: TokenHead, in execution: Execution
  ) -> AnnotatedWords {
    let words = states.inputs[sequence].words
    let rows = FeatureRows(features: features, states: states).words(of: sequence)
    guard !words.isEmpty, rows.columns == inputs else { return AnnotatedWords.none }
    let found = head.decode(output(rows, in: execution), rows: Array(words.indices))
    return AnnotatedWords(words.map(\.bytes), found)
  }

  /// The spans of one sentence from rows that `SentenceEncoder.wordRows` made with the head's features.
  ///
  /// For measures that try many heads on the same sentences.
  package func spans(words: [Range<Int>], rows: [[Float]]) -> [AnnotatedSpan] {
    guard case .tokens(let head) = head, !words.isEmpty, rows.allSatisfy({ $0.count == inputs }) else { return [] }
    let logits = output(Tensor(rows: rows.count, columns: inputs, rows.flatMap { $0 }), in: Execution())
    return AnnotatedWords(words, head.decode(logits, rows: Array(words.indices))).spans
  }
}

/// What a head was taught with.
package struct TaughtLesson: Sendable, Equatable {
  /// Sentences, those without marks included.
  package var sentences: Int
  /// How often each label was marked.
  package var marks: [String: Int]
  /// Seconds that the lesson took.
  package var seconds: Double

  package init(sentences: Int, marks: [String: Int], seconds: Double = 0) {
    (self.sentences, self.marks, self.seconds) = (sentences, marks, seconds)
  }
}
