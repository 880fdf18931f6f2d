import Features

/// The types of semantic tokens, in the order of their numbers.
///
/// Own names, not those of programming languages: a theme colours `person`, not `class`. What a head says beyond them is an `entity`.
enum TokenLegend {
  static let types =
    EntityType.usual + ["entity", "phrase"] + roles
    + partsOfSpeech.map { $0.lowercased() }

  /// The parts that sentences play in a text.
  private static let roles = ["background", "objective", "method", "result", "other"]

  /// The tags of Universal Dependencies, https://universaldependencies.org/u/pos/.
  private static let partsOfSpeech = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
  ]

  private static let numbers = Dictionary(uniqueKeysWithValues: types.enumerated().map { ($1, UInt32($0)) })

  /// The number of a label.
  static func number(of label: String) -> UInt32 {
    numbers[label] ?? numbers[label.lowercased()] ?? UInt32(EntityType.usual.count)
  }
}
