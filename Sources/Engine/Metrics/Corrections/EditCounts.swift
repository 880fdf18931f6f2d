/// How many corrections were right, proposed and wanted.
package struct EditCounts: Sendable, Equatable {
  package var correct: Int
  package var proposed: Int
  package var gold: Int

  package init(correct: Int = 0, proposed: Int = 0, gold: Int = 0) {
    (self.correct, self.proposed, self.gold) = (correct, proposed, gold)
  }

  /// The share of the proposed corrections that are right; 1 where none was proposed.
  package var precision: Double { proposed == 0 ? 1 : Double(correct) / Double(proposed) }
  /// The share of the wanted corrections that were made; 1 where none was wanted.
  package var recall: Double { gold == 0 ? 1 : Double(correct) / Double(gold) }
  /// The mean of both in which precision counts twice as much as recall.
  package var f: Double {
    let (precision, recall) = (precision, recall)
    return precision + recall == 0 ? 0 : 1.25 * precision * recall / (0.25 * precision + recall)
  }

  package static func + (left: EditCounts, right: EditCounts) -> EditCounts {
    EditCounts(
      correct: left.correct + right.correct, proposed: left.proposed + right.proposed, gold: left.gold + right.gold)
  }
}
