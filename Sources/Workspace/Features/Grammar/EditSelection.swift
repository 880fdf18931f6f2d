package import Edits
package import Heads

/// Chooses which of the edits that a head finds likely are made.
package struct EditSelection: Sendable {
  /// An edit of a token.
  package struct Choice: Sendable, Equatable {
    package let tag: EditTag
    package let category: EditCategory
    package let probability: Float
    /// By how much the edit misses what its kind asks, in nats of the odds; 0 where it does not.
    package let shortfall: Float

    package var kind: EditKind { EditKind(category, tag) }

    package init(tag: EditTag, category: EditCategory, probability: Float, shortfall: Float = 0) {
      (self.tag, self.category, self.probability, self.shortfall) = (tag, category, probability, shortfall)
    }
  }

  /// Less likely edits are not proposed, whatever the thresholds.
  private static let lowest: Float = 0.1

  /// The tag of each of the head's rows; nil for a label that this version does not know.
  private let tags: [EditTag?]
  package let thresholds: EditThresholds

  /// - Parameter labels: of the head.
  package init(labels: [String], thresholds: EditThresholds) {
    tags = labels.map { EditTag(name: $0) ?? EditTag(gector: $0) }
    self.thresholds = thresholds
  }

  /// The edit of each token of a text, nil where it stays.
  ///
  /// An edit must be as likely as its kind asks. O(tokens).
  ///
  /// - Parameter leniency: by how much it may miss that, in nats of the odds.
  package func choices(
    for text: EditableText, _ predictions: [EditPrediction?], leniency: Float = 0
  ) -> [Choice?] {
    let proposals = self.proposals(for: text, predictions)
    let likeliest = proposals.reduce(0) { max($0, $1?.probability ?? 0) }
    guard EditThresholds.shortfall(of: likeliest, from: thresholds.sentence) <= leniency else {
      return proposals.map { _ in nil }
    }
    return proposals.map { choice in choice.flatMap { $0.shortfall <= leniency ? $0 : nil } }
  }

  /// The likeliest edit of each token, whatever the thresholds; nil where none is at all likely.
  package func proposals(for text: EditableText, _ predictions: [EditPrediction?]) -> [Choice?] {
    zip(text.tokens.indices, predictions).map { index, prediction in
      guard let prediction, let best = prediction.candidates.first, best.probability >= Self.lowest,
        tags.indices.contains(best.label), let tag = tags[best.label],
        !Self.needsContext(tag, text.tokens[index]), let category = EditCategory(tag, at: index, of: text)
      else { return nil }
      let shortfall = EditThresholds.shortfall(
        of: best.probability, from: thresholds[EditKind(category, tag)])
      return Choice(tag: tag, category: category, probability: best.probability, shortfall: shortfall)
    }
  }

  /// Whether "a" is to become "the" or the reverse.
  ///
  /// Which is right depends on what stands before the sentence, and the head sees the sentence alone: it is sure of what nobody can know.
  private static func needsContext(_ tag: EditTag, _ token: EditToken) -> Bool {
    guard case .replace(let word) = tag else { return false }
    let pair = [token.key, word.lowercased()]
    return pair.contains("the") && (pair.contains("a") || pair.contains("an"))
  }
}
