/// What rules do not tell about inflection, for a look-up of each.
///
/// Immutable; 23 KB of text, read on first use in about a millisecond.
struct InflectionTable: Sendable {
  /// The forms of an irregular verb.
  struct Verb: Sendable {
    let past: String
    let participle: String
    let thirdPerson: String?
  }

  static let shared = InflectionTable()

  /// Base forms, and whether the last letter doubles before -ed and -ing.
  let doubling: [String: Bool]
  let irregular: [String: Verb]
  let gerunds: [String: String]
  let plurals: [String: String]
  /// Words by their irregular plural or third person.
  let singulars: [String: String]
  /// Verbs by their irregular forms.
  let owners: [String: String]

  private init() {
    doubling = Self.readVerbs()
    var irregular: [String: Verb] = [:]
    var owners: [String: String] = [:]
    var singulars: [String: String] = [:]
    for cells in Self.rows(Self.irregularVerbs) {
      let thirdPerson = cells.count > 3 ? cells[3] : nil
      irregular[cells[0]] = Verb(past: cells[1], participle: cells[2], thirdPerson: thirdPerson)
      for form in cells.dropFirst() where form != cells[0] && owners[form] == nil { owners[form] = cells[0] }
      if let thirdPerson { singulars[thirdPerson] = cells[0] }
    }
    gerunds = Self.pairs(Self.irregularParticiples)
    for (base, form) in gerunds { owners[form] = base }
    plurals = Self.pairs(Self.irregularPlurals)
    for (singular, plural) in plurals { singulars[plural] = singular }
    for (form, base) in Self.pairs(Self.bases) {
      if form.hasSuffix("s") || !form.hasSuffix("d") && !form.hasSuffix("g") { singulars[form] = base }
      owners[form] = base
    }
    (self.irregular, self.owners, self.singulars) = (irregular, owners, singulars)
  }

  private static func readVerbs() -> [String: Bool] {
    var doubling: [String: Bool] = [:]
    for entry in verbs.split(whereSeparator: \.isWhitespace) {
      let base = String(entry.prefix { $0.isLetter })
      doubling[base] = entry.hasSuffix("2") || !entry.hasSuffix("1") && RegularForms.isShortSyllable(base)
    }
    return doubling
  }

  private static func rows(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isWhitespace).map { $0.split(separator: ",").map(String.init) }
  }

  private static func pairs(_ text: String) -> [String: String] {
    Dictionary(rows(text).map { ($0[0], $0[1]) }) { first, _ in first }
  }
}
