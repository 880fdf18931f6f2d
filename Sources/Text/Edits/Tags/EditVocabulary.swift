/// The tags that a head can give, in the order of its rows.
///
/// Tags that need no vocabulary are always there and come first; of the others the frequent ones follow.
package struct EditVocabulary: Sendable, Equatable {
  /// In the order of the head's rows.
  package let tags: [EditTag]
  private let rows: [EditTag: Int]

  /// The vocabulary of counted tags.
  ///
  /// Equal counts are ordered by name, so the same counts give the same vocabulary. O(n log n).
  /// - Parameters:
  ///   - counts: how often tags occur in training pairs.
  ///   - limit: how many tags at most, those that need no vocabulary included.
  ///   - minimum: how often a tag must occur.
  package init(counts: [EditTag: Int], limit: Int = .max, minimum: Int = 1) {
    let closed = Set(EditTag.closed)
    let open = counts.filter { !closed.contains($0.key) && $0.value >= minimum }
      .map { (tag: $0.key, name: $0.key.name, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    self.init(EditTag.closed + open.prefix(max(0, limit - closed.count)).map(\.tag))
  }

  /// The vocabulary of a head's labels; nil where one is no tag's name or occurs twice.
  package init?(labels: [String]) {
    let tags = labels.compactMap(EditTag.init(name:))
    guard tags.count == labels.count, Set(tags).count == tags.count else { return nil }
    self.init(tags)
  }

  private init(_ tags: [EditTag]) {
    self.tags = tags
    rows = Dictionary(uniqueKeysWithValues: tags.enumerated().map { ($1, $0) })
  }

  /// The labels of the head, in the order of its rows.
  package var labels: [String] { tags.map(\.name) }

  /// The row of a tag.
  ///
  /// O(1).
  package func row(of tag: EditTag) -> Int? { rows[tag] }
}
