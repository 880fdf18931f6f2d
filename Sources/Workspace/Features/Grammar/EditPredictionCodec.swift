import Heads

/// Predictions as bytes for the cache: only tokens that may be wrong, probabilities in one byte.
///
/// A right sentence takes a byte or two. Findings are always made of what was decoded, so that a cached result is the same as a fresh one.
enum EditPredictionCodec {
  /// A token that is right with at least this probability is not written.
  private static let sure: Float = 0.97

  static func encode(_ predictions: [EditPrediction?]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendNumber(predictions.count)
    var last = 0
    for (index, prediction) in predictions.enumerated() {
      guard let prediction, prediction.keep < sure else { continue }
      bytes.appendNumber(index - last + 1)
      last = index
      bytes.append(byte(prediction.keep))
      bytes.appendNumber(prediction.candidates.count)
      for candidate in prediction.candidates {
        bytes.appendNumber(candidate.label)
        bytes.append(byte(candidate.probability))
      }
    }
    return bytes
  }

  /// What `encode` wrote; nil for anything else.
  static func decode(_ bytes: [UInt8]) -> [EditPrediction?]? {
    var rest = bytes[...]
    guard let count = rest.popNumber(), count <= 1 << 20 else { return nil }
    var result = [EditPrediction?](repeating: EditPrediction(keep: 1, candidates: []), count: count)
    var index = 0
    while !rest.isEmpty {
      guard let gap = rest.popNumber(), gap > 0, index + gap - 1 < count, let keep = rest.popFirst(),
        let candidates = rest.popNumber(), candidates <= 8
      else { return nil }
      index += gap - 1
      var found: [EditPrediction.Candidate] = []
      for _ in 0..<candidates {
        guard let label = rest.popNumber(), let probability = rest.popFirst() else { return nil }
        found.append(EditPrediction.Candidate(label: label, probability: Float(probability) / 255))
      }
      result[index] = EditPrediction(keep: Float(keep) / 255, candidates: found)
    }
    return result
  }

  private static func byte(_ probability: Float) -> UInt8 { UInt8((min(max(probability, 0), 1) * 255).rounded()) }
}
