package import Edits

/// A sentence on its way through the passes, with what each change is for.
package struct Correction: Sendable {
  /// Why a place of the original changes.
  private struct Note: Sendable {
    let place: Range<Int>
    let choice: EditSelection.Choice
    let reason: String
  }

  package private(set) var revision: Revision
  private var notes: [Note] = []

  package init(_ text: EditableText) { revision = Revision(text) }

  /// The text as it is now, which the next pass looks at.
  package var current: EditableText { revision.current }

  /// Makes the edits of a pass.
  ///
  /// - Parameters:
  ///   - choices: one for each token of `current`, nil for none.
  ///   - spelling: proposes a word for one that is tagged as misspelt.
  /// - Returns: whether anything changed.
  package mutating func apply(
    _ choices: [EditSelection.Choice?], spelling: (String) -> String? = { _ in nil }
  ) -> Bool {
    let text = revision.current
    let replacements = text.replacements(for: choices.map { $0?.tag }, spelling: spelling)
    guard !replacements.isEmpty else { return false }
    for replacement in replacements {
      guard let choice = choices[replacement.token] else { continue }
      let reason = GrammarReason.text(choice, at: replacement.token, of: text, replacement: replacement.text)
      notes.append(Note(place: original(of: replacement.range), choice: choice, reason: reason))
    }
    revision.apply(replacements)
    return true
  }

  /// The changes of all passes as findings in the original.
  package var findings: [GrammarFinding] {
    revision.replacements.map { change in
      let notes = notes.filter {
        $0.place.lowerBound <= change.range.upperBound && change.range.lowerBound <= $0.place.upperBound
      }
      let first = notes.max { $0.choice.probability < $1.choice.probability }
      return GrammarFinding(
        bytes: change.range, replacement: change.text, category: first?.choice.category ?? .confusion,
        confidence: notes.map(\.choice.probability).min() ?? 0, shortfall: notes.map(\.choice.shortfall).max() ?? 0,
        reason: first?.reason ?? "")
    }
  }

  /// The bytes of the original that a place of the current text stands for.
  private func original(of range: Range<Int>) -> Range<Int> {
    let start = position(range.lowerBound, isEnd: false)
    return start..<max(start, position(range.upperBound, isEnd: true))
  }

  private func position(_ place: Int, isEnd: Bool) -> Int {
    var growth = 0
    for change in revision.changes {
      if place < change.current.lowerBound { break }
      if place < change.current.upperBound || (isEnd && place == change.current.upperBound) {
        return isEnd ? change.original.upperBound : change.original.lowerBound
      }
      growth += change.current.count - change.original.count
    }
    return place - growth
  }
}
