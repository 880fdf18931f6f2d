/// Suggestions are to say something new: what stands behind the place already is none.
extension TypingPlace {
  /// What `suggest` finds, without what stands behind the place already.
  ///
  /// Where nothing else is found it is asked without the person's texts: the place itself may lie in them and give away what follows it.
  ///
  /// - Parameter bytes: what an item puts behind the place.
  /// - Throws: what `suggest` throws.
  package func withoutRepeats<Item>(
    _ personal: PersonalTexts.Memory?, bytes: (Item) -> [UInt8],
    _ suggest: (PersonalTexts.Memory?) async throws -> [Item]
  ) async rethrows -> [Item] {
    let found = try await suggest(personal)
    let new = found.filter { !isFollowed(by: bytes($0)) }
    guard new.isEmpty, !found.isEmpty, personal != nil else { return new }
    return try await suggest(nil).filter { !isFollowed(by: bytes($0)) }
  }
}
