package import Edits
import Foundation
package import Heads

/// How likely edits must be to be made: precision first, and for each kind what dev sets showed.
package struct EditThresholds: Sendable, Equatable {
  package var byKind: [EditKind: Float]
  /// For kinds without one of their own.
  package var other: Float
  /// How likely the likeliest edit of a sentence must be for any of its edits to be made.
  package var sentence: Float

  package init(byKind: [EditKind: Float] = [:], other: Float = 0.5, sentence: Float = 0) {
    (self.byKind, self.other, self.sentence) = (byKind, other, sentence)
  }

  /// The names under which a head's specification keeps the two numbers that belong to no kind.
  private static let (otherName, sentenceName) = ("other", "sentence")

  /// What a head's specification says: the name of a category stands for all its kinds that are not named themselves.
  package init(_ specification: HeadSpecification) {
    var thresholds = EditThresholds()
    let named = specification.categoryThresholds.map { (kinds: EditKind.kinds(named: $0.key), value: $0.value) }
    for (kinds, value) in named.sorted(by: { $0.kinds.count > $1.kinds.count }) {
      for kind in kinds { thresholds.byKind[kind] = value }
    }
    thresholds.other = specification.categoryThresholds[Self.otherName] ?? thresholds.other
    thresholds.sentence = specification.categoryThresholds[Self.sentenceName] ?? thresholds.sentence
    self = thresholds
  }

  /// What a head's specification keeps.
  package var names: [String: Float] {
    var result = Dictionary(uniqueKeysWithValues: byKind.map { ($0.key.name, $0.value) })
    result[Self.otherName] = other
    if sentence > 0 { result[Self.sentenceName] = sentence }
    return result
  }

  /// The threshold of a kind.
  package subscript(kind: EditKind) -> Float { byKind[kind] ?? other }

  /// By how much a probability misses a threshold, in nats of the odds; 0 where it does not, infinite where nothing reaches the threshold.
  static func shortfall(of probability: Float, from threshold: Float) -> Float {
    if probability >= threshold { return 0 }
    return threshold < 1 && probability > 0 ? logOdds(threshold) - logOdds(probability) : .infinity
  }

  private static func logOdds(_ probability: Float) -> Float { logf(probability / (1 - probability)) }
}
