/// A text on its way through several passes, and what has changed since the first.
package struct Revision: Sendable {
  /// A place that differs.
  package struct Change: Sendable, Equatable {
    /// Its bytes in the text as it was at first.
    package let original: Range<Int>
    /// Its bytes in the text as it is now.
    package let current: Range<Int>
  }

  /// The text as it was at first.
  package let original: EditableText
  /// The text as it is now.
  package private(set) var current: EditableText
  /// Where they differ, in order, without overlap.
  package private(set) var changes: [Change] = []

  /// Begins with a text in which nothing has changed.
  package init(_ text: EditableText) { (original, current) = (text, text) }

  /// Tags and changes a text until a pass changes nothing, three times at most.
  ///
  /// - Parameters:
  ///   - passes: how often `tagging` is called at most.
  ///   - spelling: see `EditableText.replacements`.
  ///   - tagging: gives a tag for each token of the text as it is now.
  package static func of(
    _ text: EditableText, passes: Int = 3, spelling: (String) -> String? = { _ in nil },
    tagging: (EditableText) throws -> [EditTag?]
  ) rethrows -> Revision {
    var revision = Revision(text)
    for _ in 0..<passes {
      let replacements = revision.current.replacements(for: try tagging(revision.current), spelling: spelling)
      guard !replacements.isEmpty else { break }
      revision.apply(replacements)
    }
    return revision
  }

  /// What changed, as replacements in the original; `token` is the first of its tokens at or behind the place.
  package var replacements: [TextReplacement] {
    changes.map { change in
      let token = original.tokens.firstIndex { $0.bytes.upperBound > change.original.lowerBound }
      return TextReplacement(
        range: change.original, text: String(decoding: current.bytes[change.current], as: UTF8.self),
        token: token ?? max(0, original.tokens.count - 1))
    }
  }

  /// Puts replacements of the current text, in order and without overlap, in place.
  package mutating func apply(_ replacements: [TextReplacement]) {
    let next = current.applying(replacements)
    var groups = RevisionGroups(changes)
    changes = groups.compose(with: replacements).filter {
      original.bytes[$0.original] != next.bytes[$0.current]
    }
    current = next
  }
}
