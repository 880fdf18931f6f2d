package import Tensors

/// What to change at each word: one edit tag for every token, of which those of words' first pieces count.
package struct EditHead: Sendable {
  package let specification: HeadSpecification
  private let layers: HeadLayers

  init(_ specification: HeadSpecification, _ layers: HeadLayers) {
    (self.specification, self.layers) = (specification, layers)
  }

  /// `[tokens, hidden]` to `[tokens, labels]`.
  package func forward(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor {
    layers(hidden, batch, in: execution) { $0 }
  }

  /// `[tokens, hidden]` to `[rows, labels]`: only of the rows that stand for words.
  ///
  /// Beside them what the detector says of these rows before the last layer, logits `[rows, 1]`; nil without a detector.
  package func forward(
    _ hidden: Tensor, _ batch: PackedBatch, rows: [Int], in execution: Execution
  ) -> (logits: Tensor, detection: Tensor?) {
    let states = layers.statesBeforeLast(hidden, batch, in: execution)
    let detection = layers.detector.map { $0(execution.gatherRows(states, rows), in: execution) }
    return (layers.logits(ofStatesBeforeLast: states, offsets: batch.offsets, rows: rows, in: execution), detection)
  }

  /// The likeliest edits of the words in `rows`.
  ///
  /// Where the head has a detector with a threshold, only words that it suspects go through the last layer, and nothing is proposed for the others;
  /// of a text without any suspected word nothing at all goes through it.
  package func predictions(
    _ hidden: Tensor, _ batch: PackedBatch, rows: [Int], in execution: Execution
  ) -> [EditPrediction] {
    guard let detector = layers.detector, let threshold = specification.detectionThreshold else {
      return decode(forward(hidden, batch, rows: rows, in: execution).logits)
    }
    let states = layers.statesBeforeLast(hidden, batch, in: execution)
    let suspicion = detector(execution.gatherRows(states, rows), in: execution)
    let suspected = rows.indices.filter { suspicion.values[$0] >= threshold }
    var result = [EditPrediction](repeating: EditPrediction(keep: 1, candidates: []), count: rows.count)
    guard !suspected.isEmpty else { return result }
    let part = batch.sequences(with: suspected.map { rows[$0] })
    let logits = layers.logits(
      ofStatesBeforeLast: execution.gatherRows(states, part.tokens), offsets: part.offsets, rows: part.rows,
      in: execution)
    for (index, prediction) in zip(suspected, decode(logits)) { result[index] = prediction }
    return result
  }

  /// The likeliest edits of words, out of their logits `[words, labels]`.
  ///
  /// - Parameter count: how many edits of each word; the first label, which changes nothing, is none of them.
  package func decode(_ logits: Tensor, count: Int = 2) -> [EditPrediction] {
    var probabilities = [Float](repeating: 0, count: logits.columns)
    return (0..<logits.rows).map { row in
      Kernels.softmax(logits.values + row * logits.columns, count: logits.columns, to: &probabilities)
      return EditPrediction(probabilities, count: count)
    }
  }
}

/// How likely one word is right, and what else could stand there.
package struct EditPrediction: Sendable, Equatable {
  /// A row of the head's labels with its probability.
  package struct Candidate: Sendable, Equatable {
    package let label: Int
    package let probability: Float

    package init(label: Int, probability: Float) { (self.label, self.probability) = (label, probability) }
  }

  /// The probability of the first label: nothing to change.
  package let keep: Float
  /// The likeliest of the other labels, the likeliest first.
  package let candidates: [Candidate]

  package init(keep: Float, candidates: [Candidate]) { (self.keep, self.candidates) = (keep, candidates) }

  /// Of the probabilities of all labels.
  init(_ probabilities: [Float], count: Int) {
    var best: [Candidate] = []
    for (label, probability) in probabilities.enumerated().dropFirst() {
      if best.count == count, probability <= best[count - 1].probability { continue }
      let place = best.firstIndex { $0.probability < probability } ?? best.count
      best.insert(Candidate(label: label, probability: probability), at: place)
      if best.count > count { best.removeLast() }
    }
    self.init(keep: probabilities.first ?? 1, candidates: best)
  }
}
