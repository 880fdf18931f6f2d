import Tensors
import Tokenizers

/// Makes the rows that a taught head reads: one per word, or one per sentence.
struct FeatureRows {
  let features: TaughtFeatures
  let states: BatchStates

  /// `[words, features]` of one sentence; beyond its ends there are zeros.
  func words(of sequence: Int) -> Tensor {
    let rows = states.wordRows(of: sequence)
    let own = rows.map(own)
    let cases = states.inputs[sequence].cases.map(cases)
    let width = (own.first?.count ?? 0) * (features.neighbours > 0 ? 3 : 1) + (features.cases > 0 ? 3 * Self.kinds : 0)
    let output = Tensor(zeros: rows.count, width)
    for word in rows.indices {
      var column = 0
      func put(_ values: [Float]?, _ factor: Float, width: Int) {
        if let values {
          let row = output.row(word)
          for (index, value) in values.enumerated() { row[column + index] = factor * value }
        }
        column += width
      }
      func neighbour(_ list: [[Float]], _ distance: Int) -> [Float]? {
        list.indices.contains(word + distance) ? list[word + distance] : nil
      }
      put(own[word], 1, width: own[word].count)
      if features.neighbours > 0 {
        for distance in [-1, 1] { put(neighbour(own, distance), features.neighbours, width: own[word].count) }
      }
      if features.cases > 0 {
        for distance in [0, -1, 1] { put(neighbour(cases, distance), features.cases, width: Self.kinds) }
      }
    }
    return output
  }

  /// The vectors of all sentences, each number of about variance 1: `[sequences, dimensions]`.
  static func sentences(_ vectors: Tensor) -> Tensor {
    Execution().scale(vectors, by: Float(vectors.columns).squareRoot())
  }

  private static let kinds = WordCase.allCases.count

  /// What a token row alone tells.
  private func own(_ row: Int) -> [Float] {
    var values: [Float] = []
    for layer in features.layers {
      if let states = states.layers[layer] { values += Self.standardised(states.row(row)) }
    }
    for head in features.heads {
      if let table = states.probabilities[head] { values += table.row(row).map { features.probabilities * $0 } }
    }
    return values
  }

  private func cases(_ kind: WordCase) -> [Float] {
    (0..<Self.kinds).map { $0 == Int(kind.rawValue) ? 1 : 0 }
  }

  /// The row with mean 0 and variance 1.
  private static func standardised(_ row: UnsafeMutableBufferPointer<Float>) -> [Float] {
    let count = Float(max(1, row.count))
    let mean = row.reduce(0, +) / count
    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let factor = 1 / (variance + 1e-5).squareRoot()
    return row.map { ($0 - mean) * factor }
  }
}
