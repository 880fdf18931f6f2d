/// The types of entities, by the names that Stet uses for them.
package enum EntityType {
  /// Types that have a name of their own wherever types are shown; a head may have others.
  package static let usual = [
    "person", "organization", "location", "work", "product", "event", "time", "chemical", "disease",
  ]
  /// A person: the only type whose names are shortened to one word.
  static let person = "person"
  /// Types whose mentions are words that no dictionary need know.
  static let names: Set<String> = ["person", "organization", "location", "product", "chemical", "disease"]

  /// The name of a head's label: that of the type that heads of other makes mean by it, else the label in small letters.
  static func name(ofLabel label: String) -> String {
    let label = label.lowercased()
    return others[label] ?? label
  }

  /// Labels of CoNLL-2003, OntoNotes and Universal NER.
  private static let others = [
    "per": "person", "org": "organization", "organisation": "organization", "loc": "location", "gpe": "location",
    "fac": "location", "work_of_art": "work", "misc": "other", "date": "time",
  ]
}
