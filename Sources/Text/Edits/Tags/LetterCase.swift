/// How a word is written, so that its replacement can be written alike.
enum LetterCase: Sendable {
  /// "word", and whatever follows no pattern: "iPhone", "I".
  case asIs
  /// "Word"
  case capitalized
  /// "WORD", two letters at least.
  case upper

  init(_ word: String) {
    let letters = word.filter(\.isLetter)
    guard let first = letters.first, first.isUppercase, word != "I", !word.hasPrefix("I'"), !word.hasPrefix("I\u{2019}")
    else {
      self = .asIs
      return
    }
    let rest = letters.dropFirst()
    if rest.allSatisfy({ $0.isLowercase }) {
      self = .capitalized
    } else {
      self = rest.allSatisfy(\.isUppercase) ? .upper : .asIs
    }
  }

  /// Writes a word of small letters this way; one that has capitals already is right as it is.
  func apply(to word: String) -> String {
    guard word == word.lowercased() else { return word }
    return switch self {
    case .asIs: word
    case .capitalized: word.capitalizingFirst
    case .upper: word.uppercased()
    }
  }
}

extension String {
  /// With the first letter large, unless no small letter is first.
  var capitalizingFirst: String { prefix(1).uppercased() + dropFirst() }

  /// With the first letter small.
  var decapitalizingFirst: String { prefix(1).lowercased() + dropFirst() }
}
