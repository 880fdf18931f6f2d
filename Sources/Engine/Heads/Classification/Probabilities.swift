import Foundation

/// Turns logits into probabilities.
package enum Probabilities {
  /// `exp(x) / sum exp`, without overflow.
  ///
  /// Zeros for no logits; numbers that are not finite give equal shares.
  package static func softmax(_ logits: some Collection<Float>) -> [Float] {
    let largest = logits.max() ?? 0
    let powers = logits.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    guard sum.isFinite, sum > 0 else { return logits.map { _ in 1 / Float(logits.count) } }
    return powers.map { $0 / sum }
  }

  /// `1 / (1 + exp(-x))`.
  static func sigmoid(_ logit: Float) -> Float { 1 / (1 + exp(-logit)) }

  /// The inverse of `sigmoid`.
  static func logit(_ probability: Float) -> Float { log(probability / (1 - probability)) }

  /// `exp(x)`.
  static func power(_ x: Float) -> Float { exp(x) }

  /// `log(sum exp)`, without overflow.
  static func logSumOfPowers(_ values: [Float]) -> Float {
    let largest = values.max() ?? 0
    return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
  }
}
