import Edits

/// Says in a sentence why an edit is proposed.
enum GrammarReason {
  /// - Parameter replacement: what comes in the token's place.
  static func text(
    _ choice: EditSelection.Choice, at index: Int, of text: EditableText, replacement: String
  ) -> String {
    let word = text.tokens[index].text
    switch choice.category {
    case .confusion, .pronoun, .preposition, .article, .verb:
      if case .replace(let new) = choice.tag { return exchange(word, new, choice.category) }
      return general(choice, word, replacement)
    default: return general(choice, word, replacement)
    }
  }

  private static func exchange(_ word: String, _ new: String, _ category: EditCategory) -> String {
    let old = word.lowercased()
    if category == .confusion, let meant = ConfusedPairs.meaning(of: new), let written = ConfusedPairs.meaning(of: old)
    {
      return "*\(word)* = \(written); here *\(new)* = \(meant)"
    }
    return switch category {
    case .article: "*\(new)* fits better here than *\(word)*"
    case .preposition: "the preposition here is rather *\(new)* than *\(word)*"
    case .pronoun: "the form of the pronoun here is *\(new)*"
    case .verb: "the form of the verb here is *\(new)*"
    default: "*\(new)* is probably meant, not *\(word)*"
    }
  }

  private static func general(_ choice: EditSelection.Choice, _ word: String, _ new: String) -> String {
    let shown = new.trimmed
    switch (choice.category, choice.tag) {
    case (.doubled, _): return "*\(word)* stands here twice"
    case (.article, .delete): return "no article is needed here"
    case (.article, .append), (.article, .prepend): return "an article is missing"
    case (.article, .transform): return "*\(shown)* by the sound of the next word"
    case (.preposition, .delete), (.extraWord, _): return "*\(word)* is too much here"
    case (.preposition, .append), (.missingWord, _), (.preposition, .prepend): return "a word is missing here"
    case (.punctuation, .delete): return "no \(name(of: word)) belongs here"
    case (.punctuation, .append(let mark)), (.punctuation, .prepend(let mark)):
      return "a \(name(of: mark.trimmed)) is missing"
    case (.agreement, _): return "the verb and its subject do not agree: *\(shown)*"
    case (.number, .transform(.form(.withS))): return "the plural is meant: *\(shown)*"
    case (.number, _): return "the singular is meant: *\(shown)*"
    case (.verb, .transform(.form(let form))): return "here stands the \(name(of: form)): *\(shown)*"
    case (.apostrophe, _):
      return
        "written \(shown.contains("'") || shown.contains("\u{2019}") ? "with" : "without") an apostrophe: *\(shown)*"
    case (.capital, _): return "written *\(shown)*"
    case (.hyphen, _): return "the hyphen: *\(shown)*"
    case (.wordOrder, _): return "the words stand in the wrong order"
    case (.wordSpacing, _): return "written *\(shown)*"
    case (.spelling, _): return "*\(word)* is misspelt"
    default: return shown.isEmpty ? "*\(word)* is too much here" : "*\(shown)* is probably meant"
    }
  }

  private static func name(of mark: String) -> String {
    switch mark {
    case ",": "comma"
    case ".": "full stop"
    case ";": "semicolon"
    case ":": "colon"
    case "?": "question mark"
    case "!": "exclamation mark"
    case "\"", "\u{201C}", "\u{201D}": "quotation mark"
    default: "mark"
    }
  }

  private static func name(of form: InflectedForm) -> String {
    switch form {
    case .base: "base form"
    case .past: "past"
    case .participle: "participle"
    case .gerund: "form in -ing"
    case .withS, .thirdPerson: "form in -s"
    case .withoutS: "form without -s"
    }
  }
}

extension String {
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
