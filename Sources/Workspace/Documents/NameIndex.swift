internal import Markup

/// Which names the sections of a document define, and how many sections define each.
struct NameIndex: Sendable {
  private var counts: [String: Int] = [:]

  /// Those of the names that a section uses which are defined.
  func defined(among names: SectionNames) -> [String] {
    counts.isEmpty ? [] : names.used.filter { counts[$0] != nil }
  }

  /// Takes sections out and puts others in.
  ///
  /// - Returns: The names that are defined now and were not before, or the other way round.
  mutating func replace(_ old: some Sequence<SectionNames>, with new: some Sequence<SectionNames>) -> Set<String> {
    var differences: [String: Int] = [:]
    for names in old { for name in names.defined { differences[name, default: 0] -= 1 } }
    for names in new { for name in names.defined { differences[name, default: 0] += 1 } }
    var changed: Set<String> = []
    for (name, difference) in differences where difference != 0 {
      let before = counts[name] ?? 0
      counts[name] = before + difference == 0 ? nil : before + difference
      if before == 0 || before + difference == 0 { changed.insert(name) }
    }
    return changed
  }
}
