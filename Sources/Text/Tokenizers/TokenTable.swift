/// The entries of a vocabulary with their ids.
protocol TokenTable: Sendable {
  /// The entry with this id, nil where there is none.
  func token(_ id: Int32) -> String?
  /// The id of an entry.
  ///
  /// O(length).
  func id(of token: String) -> Int32?
}
