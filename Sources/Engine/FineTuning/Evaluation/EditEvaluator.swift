import Datasets
import Edits
import Heads
import Metrics
import Models
import Tensors
import Tokenizers

/// Measures corrections by their tags, after one pass.
///
/// Precision counts for more than recall: F0.5 at the probability from which edits are made that gives the most.
struct EditEvaluator: Sendable {
  let model: TaskModel
  let space: LabelSpace
  let builder: InputBuilder

  /// Less likely edits are not looked at: no threshold is that low.
  private static let lowest: Float = 0.1
  /// The detector's threshold lies a nat below the one that leaves as many of the edits that are more likely than not: in eight bits it says
  /// things a little differently.
  private static let keptByDetector = 0.9975
  private static let detectorMargin: Float = 1

  /// A proposed edit of a token.
  private struct Proposal: Sendable {
    let probability: Float
    let isRight: Bool
  }

  /// What was found in one text.
  private struct Found: Sendable {
    var proposals: [Proposal] = []
    /// Tokens that are wrong, also those whose correction the head cannot say.
    var wrong = 0
    var words = 0
    /// Whether nothing in the text is wrong.
    var isClean = false
    /// What the detector says of each word, and how likely the head's likeliest edit is; empty without a detector.
    var detections: [(logit: Float, edit: Float)] = []
  }

  /// F0.5, precision and recall at the best threshold, the threshold, and the share of the words of clean texts with a false alarm.
  func scores(_ files: [LoadedTask.File], _ pass: EvaluationPass) -> TaskScores {
    var perFile: [(name: String, value: Double)] = []
    var all: [Found] = []
    for file in files {
      guard case .edits(let pairs) = file.examples else { continue }
      let found = examine(pairs, pass)
      if files.count > 1, found.contains(where: { $0.wrong > 0 }) {
        perFile.append((file.shortName, Self.best(found).f))
      }
      all += found
    }
    let best = Self.best(all)
    let clean = all.filter(\.isClean)
    let alarms = clean.reduce(0) { sum, found in sum + found.proposals.count { $0.probability >= best.threshold } }
    let words = max(1, clean.reduce(0) { $0 + $1.words })
    let detector = detector(all.flatMap(\.detections))
    var scores = TaskScores(
      [
        ("F0.5", best.f), ("precision", best.precision), ("recall", best.recall),
        ("threshold", Double(best.threshold)), ("false alarms a word", Double(alarms) / Double(words)),
      ] + (detector.map { [("words suspected", $0.suspected)] } ?? []) + perFile)
    scores.threshold = detector.map { Double($0.threshold) }
    return scores
  }

  /// The logit from which the detector lets words pass, the head's own or the best for these texts, and the share of all words that do; nil
  /// without a detector.
  private func detector(_ detections: [(logit: Float, edit: Float)]) -> (threshold: Float, suspected: Double)? {
    let likely = detections.filter { $0.edit > 0.5 }.map(\.logit).sorted()
    guard !likely.isEmpty else { return nil }
    let threshold =
      model.head.specification.detectionThreshold
      ?? likely[Int(Double(likely.count) * (1 - Self.keptByDetector))] - Self.detectorMargin
    return (threshold, Double(detections.count { $0.logit >= threshold }) / Double(detections.count))
  }

  private func examine(_ pairs: EditPairs, _ pass: EvaluationPass) -> [Found] {
    guard case .edits(let head) = model.head, let vocabulary = EditVocabulary(labels: space.names) else { return [] }
    let rows = pairs.rows(in: vocabulary)
    let texts = (0..<pairs.count).map { pairs.source($0) }
    let inputs = texts.map { builder.text($0) }
    let places = zip(texts, inputs).map { EditRows.rows(of: EditableText($0).tokens, in: $1.encoding) }
    return pass.map(inputs.map(\.input.count)) { indices, execution in
      let batch = PackedBatch(indices.map { inputs[$0].input })
      var wanted: [Int] = []
      for (place, index) in indices.enumerated() {
        wanted += places[index].filter { $0 >= 0 }.map { batch.offsets[place] + Int($0) }
      }
      let (logits, detection) = head.forward(
        model.states(batch, in: execution), batch, rows: wanted, in: execution)
      var predictions = head.decode(logits, count: 1)[...]
      return indices.map { index in
        let numbers = pairs.numbers(index)
        let gold = zip(numbers, places[index]).filter { $0.1 >= 0 }.map { $0.0 < 0 ? 0 : rows[Int($0.0)] }
        defer { predictions = predictions.dropFirst(gold.count) }
        var found = Self.compare(predictions.prefix(gold.count), gold, numbers)
        if let detection {
          found.detections = predictions.prefix(gold.count).indices.map {
            (detection.values[$0], predictions[$0].candidates.first?.probability ?? 0)
          }
        }
        return found
      }
    }
  }

  private static func compare(_ predictions: ArraySlice<EditPrediction>, _ gold: [Int32], _ numbers: ArraySlice<Int32>)
    -> Found
  {
    var found = Found(wrong: numbers.count { $0 > 0 }, words: numbers.count)
    found.isClean = found.wrong == 0
    for (prediction, gold) in zip(predictions, gold) {
      guard let edit = prediction.candidates.first, edit.probability >= lowest else { continue }
      found.proposals.append(Proposal(probability: edit.probability, isRight: Int32(edit.label) == gold))
    }
    return found
  }

  /// The threshold with the largest F0.5, and what it gives.
  private static func best(_ found: [Found]) -> (f: Double, precision: Double, recall: Double, threshold: Float) {
    let proposals = found.flatMap(\.proposals).sorted { $0.probability > $1.probability }
    let wrong = found.reduce(0) { $0 + $1.wrong }
    var result = (f: 0.0, precision: 0.0, recall: 0.0, threshold: Float(1))
    var right = 0
    for (index, proposal) in proposals.enumerated() {
      right += proposal.isRight ? 1 : 0
      let (precision, recall) = (Double(right) / Double(index + 1), Double(right) / Double(max(1, wrong)))
      let f = right == 0 ? 0 : 1.25 * precision * recall / (0.25 * precision + recall)
      if f > result.f { result = (f, precision, recall, proposal.probability) }
    }
    return result
  }
}
