import Documents
import Features

/// What is known about the names in one open document.
struct EntityState: Sendable {
  /// How names are found here; nil while there is no model.
  var extraction: EntityExtraction?
  var entities = DocumentEntities()

  /// Takes in edits, and what the cache knows by now.
  ///
  /// - Returns: the sentences in which a mention became known.
  @discardableResult
  mutating func update(to snapshot: DocumentSnapshot, changes: [DocumentChange]?, retrying: [Int] = []) -> [Int] {
    guard let extraction else { return [] }
    return entities.update(
      to: snapshot, changes: changes, retrying: retrying, minimum: extraction.minimum, lookUp: extraction.lookUp)
  }
}
