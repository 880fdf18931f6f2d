import Heads
import Tensors
import Tokenizers

/// Runs heads over the hidden states of one batch.
struct HeadRunner {
  let states: LayerStates
  let batch: PackedBatch
  /// The sentences of the batch, one per sequence.
  let inputs: [AnalysisInput]
  /// `[sequences, dimensions]`, for heads that read vectors: each sequence is a document of one sentence then.
  let vectors: Tensor

  /// What a head says about each sentence.
  ///
  /// `SentenceEncoder.check` keeps heads of answers away: they need a question.
  func run(_ head: Head, in execution: Execution) -> [HeadOutput] {
    if case .edits(let head) = head { return edits(head, in: execution) }
    let logits =
      head.readsVectors
      ? head.forward(vectors: vectors, offsets: Array(0...vectors.rows), in: execution)
      : head.forward(states[head], batch, in: execution)
    if case .tokens(let head) = head { return inputs.indices.map { .words(words($0, head, logits)) } }
    return Self.outputs(of: head, logits)
  }

  /// What a head says whose logits have a row for each text or sentence.
  static func outputs(of head: Head, _ logits: Tensor) -> [HeadOutput] {
    switch head {
    case .sequence(let head): head.decode(logits).map { .classes($0) }
    case .sentences(let head): head.decode(logits).map { .classes($0) }
    case .salience(let head): head.decode(logits).map { .salience($0) }
    case .tokens, .answers, .edits: []
    }
  }

  private func edits(_ head: EditHead, in execution: Execution) -> [HeadOutput] {
    let places = inputs.indices.map { sequence in
      inputs[sequence].editRows.map { $0 < 0 ? nil : batch.offsets[sequence] + Int($0) }
    }
    let rows = places.flatMap { $0.compactMap(\.self) }
    var found = head.predictions(states[.edits(head)], batch, rows: rows, in: execution)[...]
    return places.map { places in .edits(places.map { $0 == nil ? nil : found.removeFirst() }) }
  }

  private func words(_ sequence: Int, _ head: TokenHead, _ logits: Tensor) -> AnnotatedWords {
    let first = batch.offsets[sequence]
    let words = inputs[sequence].words
    let found = head.decode(logits, rows: words.map { first + $0.tokens.lowerBound })
    return AnnotatedWords(words.map(\.bytes), found)
  }
}

extension AnnotatedWords {
  /// No words.
  static let none = AnnotatedWords(words: [], labels: [], confidences: [], spans: [])

  /// Words of a sentence with what a head decoded for them.
  ///
  /// - Parameter words: the bytes of each.
  init(_ words: [Range<Int>], _ found: WordLabels) {
    let spans = found.spans.map { span in
      AnnotatedSpan(
        label: span.label,
        bytes: words[span.words.lowerBound].lowerBound..<words[span.words.upperBound - 1].upperBound,
        confidence: span.confidence)
    }
    self.init(words: words, labels: found.labels, confidences: found.confidences, spans: spans)
  }
}
