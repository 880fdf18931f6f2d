import Heads
import Tensors
import Tokenizers

/// What one pass over a batch leaves for taught heads to read.
struct BatchStates {
  let batch: PackedBatch
  /// The sentences of the batch, one per sequence.
  let inputs: [AnalysisInput]
  /// Hidden states by layer, `[tokens, hidden]`, of the layers that somebody asked for.
  let layers: [Int: Tensor]
  /// The sentences' vectors, `[sequences, dimensions]`.
  let vectors: Tensor
  /// Probabilities `[tokens, labels]` of the bundle's heads that somebody asked for.
  let probabilities: [String: Tensor]

  /// The row of each word's first piece, sentence after sentence.
  func wordRows(of sequence: Int) -> [Int] {
    let first = batch.offsets[sequence]
    return inputs[sequence].words.map { first + $0.tokens.lowerBound }
  }
}

extension Tensor {
  /// Every row's `exp(x) / sum exp`.
  func softmaxRows() -> Tensor {
    let output = Tensor(rows: rows, columns: columns)
    for row in 0..<rows {
      _ = output.row(row).update(fromContentsOf: Probabilities.softmax(self.row(row)))
    }
    return output
  }
}
