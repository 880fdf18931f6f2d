package import Layers
package import Tensors

/// A task head: what turns hidden states into the answers of one task.
///
/// Immutable; it knows no architecture. Each case decodes its logits to values of its own.
package enum Head: Sendable {
  case tokens(TokenHead)
  case sequence(SequenceHead)
  case answers(AnswerHead)
  case sentences(SequentialSentenceHead)
  case salience(SalienceHead)
  case edits(EditHead)

  /// Reads the weights of a head, or creates them where the source may create.
  ///
  /// In a bundle the source has the prefix `HeadNames.prefix(of:)` and the names are Stet's. A new head for training is one over a source of a
  /// `ParameterStore` with `creating`.
  ///
  /// - Throws: `HeadError` when the specification contradicts itself, `TensorError` for the weights.
  package init(
    _ specification: HeadSpecification, hidden: Int, weights: WeightSource, names: HeadNames = .stet
  ) throws {
    guard specification.context == nil || [.sentences, .salience].contains(specification.task),
      specification.branch == nil || specification.context == nil
    else {
      throw HeadError.specification("context", "left out for heads of words and texts, and beside a branch")
    }
    let layers = try HeadLayers(specification, hidden: hidden, names: names, weights: weights)
    switch specification.task {
    case .tokens: self = .tokens(TokenHead(specification, layers))
    case .sequence: self = .sequence(try SequenceHead(specification, layers))
    case .answers: self = .answers(try AnswerHead(specification, layers))
    case .sentences: self = .sentences(SequentialSentenceHead(specification, layers))
    case .salience: self = .salience(try SalienceHead(specification, layers))
    case .edits: self = .edits(EditHead(specification, layers))
    }
  }

  /// What it computes.
  package var specification: HeadSpecification {
    switch self {
    case .tokens(let head): head.specification
    case .sequence(let head): head.specification
    case .answers(let head): head.specification
    case .sentences(let head): head.specification
    case .salience(let head): head.specification
    case .edits(let head): head.specification
    }
  }

  /// The layer of the backbone whose states it reads; nil for the last one.
  package var sourceLayer: Int? { specification.branch?.source }

  /// Whether it reads the vectors of sentences, not token rows: see `forward(vectors:offsets:in:)`.
  package var readsVectors: Bool { specification.context != nil }

  /// Logits `[sentences, labels]` of sentences' vectors `[sentences, dimensions]`, for heads that read them; `offsets` are those of the documents
  /// `[documents + 1]`, none longer than `sentencesAtOnce`.
  package func forward(vectors: Tensor, offsets: [Int], in execution: Execution) -> Tensor {
    switch self {
    case .sentences(let head): head.forward(vectors: vectors, offsets: offsets, in: execution)
    case .salience(let head): head.forward(vectors: vectors, offsets: offsets, in: execution)
    case .tokens, .sequence, .answers, .edits: preconditionFailure("the head reads tokens")
    }
  }

  /// Sentences of a document that such a head takes together.
  package static let sentencesAtOnce = SentenceContext.limit

  /// Logits of hidden states `[tokens, hidden]`, which are those of `sourceLayer`.
  ///
  /// `[tokens, labels]` for tokens and answers, `[tokens, labels]` for edits, `[sequences, labels]` for sequences, `[sentences, labels]` for heads of sentences.
  package func forward(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor {
    switch self {
    case .tokens(let head): head.forward(hidden, batch, in: execution)
    case .sequence(let head): head.forward(hidden, batch, in: execution)
    case .answers(let head): head.forward(hidden, batch, in: execution)
    case .sentences(let head): head.forward(hidden, batch, in: execution)
    case .salience(let head): head.forward(hidden, batch, in: execution)
    case .edits(let head): head.forward(hidden, batch, in: execution)
    }
  }
}
