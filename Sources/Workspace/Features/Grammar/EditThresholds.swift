package import Edits
import Foundation
package import Heads

/// How likely edits must be to be made: precision first, and for each category what dev sets showed.
package struct EditThresholds: Sendable, Equatable {
  /// By category.
  package var byCategory: [EditCategory: Float]
  /// For categories without one of their own.
  package var other: Float
  /// How likely the likeliest edit of a sentence must be for any of its edits to be made.
  package var sentence: Float

  package init(byCategory: [EditCategory: Float] = [:], other: Float = 0.5, sentence: Float = 0) {
    (self.byCategory, self.other, self.sentence) = (byCategory, other, sentence)
  }

  /// The names under which a head's specification keeps the two numbers that belong to no category.
  private static let (otherName, sentenceName) = ("other", "sentence")

  /// What a head's specification says.
  package init(_ specification: HeadSpecification) {
    var thresholds = EditThresholds()
    for (name, value) in specification.categoryThresholds {
      if let category = EditCategory(rawValue: name) { thresholds.byCategory[category] = value }
    }
    thresholds.other = specification.categoryThresholds[Self.otherName] ?? thresholds.other
    thresholds.sentence = specification.categoryThresholds[Self.sentenceName] ?? thresholds.sentence
    self = thresholds
  }

  /// What a head's specification keeps.
  package var names: [String: Float] {
    var result = Dictionary(uniqueKeysWithValues: byCategory.map { ($0.key.rawValue, $0.value) })
    result[Self.otherName] = other
    if sentence > 0 { result[Self.sentenceName] = sentence }
    return result
  }

  /// The threshold of a category.
  package subscript(category: EditCategory) -> Float { byCategory[category] ?? other }

  /// By how much a probability misses a threshold, in nats of the odds; 0 where it does not, infinite where nothing reaches the threshold.
  static func shortfall(of probability: Float, from threshold: Float) -> Float {
    if probability >= threshold { return 0 }
    return threshold < 1 && probability > 0 ? logOdds(threshold) - logOdds(probability) : .infinity
  }

  private static func logOdds(_ probability: Float) -> Float { logf(probability / (1 - probability)) }
}
