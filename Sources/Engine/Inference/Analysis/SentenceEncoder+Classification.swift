package import Heads
import Models

extension SentenceEncoder {
  /// The names of the heads that give a text or a sentence labels, sorted.
  package var classificationHeads: [String] {
    let tasks: [HeadSpecification.Task] = [.sequence, .sentences]
    return specifications.filter { tasks.contains($0.value.task) }.keys.sorted()
  }

  /// The head of that name, or the one that is meant when none is named: the only one for texts, the only one, or else `sentiment`.
  ///
  /// - Throws: `InferenceError` `head-unknown` or `head-unfit`; the hints list the heads that classify.
  package func classificationHead(_ name: String?) throws -> (name: String, specification: HeadSpecification) {
    let known = classificationHeads
    let specifications = specifications
    let texts = known.filter { specifications[$0]?.task == .sequence }
    let meant = texts.count == 1 ? texts[0] : known.count == 1 ? known[0] : "sentiment"
    guard let specification = specifications[name ?? meant] else {
      throw InferenceError.unknown(name ?? "that is meant without a name", known: known)
    }
    guard known.contains(name ?? meant) else {
      throw InferenceError.unfit(
        name ?? meant, specification.task,
        hint: known.isEmpty
          ? "The model has no head that classifies." : "Use one of \(known.joined(separator: ", ")).")
    }
    return (name ?? meant, specification)
  }
}
