/// What an edit mends and how: what a head's thresholds are kept for.
package struct EditKind: Sendable, Hashable, Comparable {
  /// How a text is changed, as ERRANT tells edits apart (Bryant, Felice and Briscoe, 2017): a head may be right about missing articles
  /// and seldom about those that are one too many.
  package enum Operation: String, Sendable, CaseIterable {
    case missing, unneeded, replacement
  }

  package let category: EditCategory
  package let operation: Operation

  package init(_ category: EditCategory, _ operation: Operation) {
    (self.category, self.operation) = (category, operation)
  }

  /// The kind of a tag with a category.
  package init(_ category: EditCategory, _ tag: EditTag) {
    switch tag {
    case .append, .prepend: self.init(category, .missing)
    case .delete: self.init(category, .unneeded)
    default: self.init(category, .replacement)
    }
  }

  /// All kinds of a category.
  package static func all(_ category: EditCategory) -> [EditKind] { Operation.allCases.map { EditKind(category, $0) } }

  /// "article.missing".
  package var name: String { "\(category.rawValue).\(operation.rawValue)" }

  /// The kinds that a name means: one, or all of a category; none for a name that nothing has.
  package static func kinds(named name: String) -> [EditKind] {
    if let category = EditCategory(rawValue: name) { return all(category) }
    return EditCategory.allCases.flatMap(all).filter { $0.name == name }
  }

  package static func < (a: EditKind, b: EditKind) -> Bool {
    (a.category, a.operation.rawValue) < (b.category, b.operation.rawValue)
  }
}
