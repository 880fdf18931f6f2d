import Edits

/// Says in a sentence why an edit is proposed, as an editor would in the margin: the words in question in quotation marks, no final full stop.
struct GrammarReason {
  private let choice: EditSelection.Choice
  private let index: Int
  private let tokens: [EditToken]
  /// What comes in the place of the token, and perhaps of the space behind it.
  private let new: String

  /// - Parameter replacement: what comes in the token's place.
  static func text(
    _ choice: EditSelection.Choice, at index: Int, of text: EditableText, replacement: String
  ) -> String {
    GrammarReason(
      choice: choice, index: index, tokens: text.tokens, new: replacement.split(separator: " ").joined(separator: " ")
    ).text
  }

  private var word: String { tokens[index].text }
  private var quoted: String { Self.quote(word) }
  private var quotedNew: String { Self.quote(new) }
  private var next: String? { index + 1 < tokens.count ? tokens[index + 1].text : nil }
  private var previous: String? { index > 0 ? tokens[index - 1].text : nil }

  private var text: String {
    switch choice.tag {
    case .keep: ""
    case .delete: deletion
    case .append(let addition): insertion(addition, behind: word)
    case .prepend(let addition): insertion(addition, before: word)
    case .replace: exchange
    case .transform(let transform): change(transform)
    case .join: choice.category == .punctuation ? "No space belongs before \(Self.quote(next))" : joined("")
    case .space: "A space is missing behind \(quoted)"
    case .hyphenate: "Written with a hyphen: " + Self.quote("\(word)-\(next ?? "")")
    case .dehyphenate: "Written without a hyphen: " + Self.quote("\(previous ?? "") \(next ?? "")")
    case .swap: "The words are in the wrong order: \(Self.quote("\(next ?? "") \(word)"))"
    case .spelling: "\(quoted) is misspelt; \(quotedNew) is meant"
    }
  }

  // MARK: Taken away and put in

  private var deletion: String {
    switch choice.category {
    case .doubled: "\(quoted) stands here twice"
    case .article: next.map { "No article is needed before \(Self.quote($0))" } ?? "No article is needed here"
    case .punctuation, .hyphen: "No \(Self.name(of: word)) belongs here"
    case .preposition: "No preposition is needed here: \(quoted) is one too many"
    default: "\(quoted) is one word too many here"
    }
  }

  private func insertion(_ addition: String, behind: String? = nil, before: String? = nil) -> String {
    let added = addition.split(separator: " ").joined(separator: " ")
    let place = behind.map { "behind \(Self.quote($0))" } ?? "before \(Self.quote(before))"
    switch choice.category {
    case .punctuation, .hyphen: return "\(Self.article(of: Self.name(of: added))) is missing \(place)"
    case .article:
      let noun = behind == nil ? before : next
      return
        "The article is missing before \(Self.quote(noun)): \(Self.quote([added, noun ?? ""].joined(separator: " ")))"
    case .preposition: return "The preposition \(Self.quote(added)) is missing \(place)"
    default: return "\(Self.quote(added)) is missing \(place)"
    }
  }

  // MARK: Exchanged

  private var exchange: String {
    let (old, now) = (ConfusedPairs.meaning(of: tokens[index].key), ConfusedPairs.meaning(of: Self.key(new)))
    switch choice.category {
    case .confusion, .apostrophe, .verb, .pronoun, .preposition:
      if let old, let now { return "\(quoted) (\(old)) should probably be \(quotedNew) (\(now))" }
      return plainExchange
    default: return plainExchange
    }
  }

  private var plainExchange: String {
    switch choice.category {
    case .article: "The article \(quotedNew) fits better here than \(quoted)"
    case .preposition: "The usual preposition here is \(quotedNew), not \(quoted)"
    case .pronoun: "In this place the pronoun has the form \(quotedNew), not \(quoted)"
    case .verb: "The verb has the form \(quotedNew) here, not \(quoted)"
    case .agreement: "The verb does not agree with its subject: \(quotedNew), not \(quoted)"
    case .punctuation: "\(Self.article(of: Self.name(of: new))) fits better here than \(quoted)"
    case .apostrophe: apostrophe
    case .capital: "Written \(quotedNew)"
    case .hyphen: "Written \(new.contains("-") ? "with" : "without") a hyphen: \(quotedNew)"
    case .wordSpacing: "Written as \(new.contains(" ") ? "separate words" : "one word"): \(quotedNew)"
    default: "\(quotedNew) is probably meant, not \(quoted)"
    }
  }

  // MARK: Changed

  private func change(_ transform: WordTransform) -> String {
    switch transform {
    case .capitalize: "\(quotedNew) begins with a capital here"
    case .decapitalize: "\(quotedNew) begins with a small letter here"
    case .uppercase: "\(quotedNew) is written in capitals"
    case .lowercase: "\(quotedNew) needs no capitals"
    case .article:
      next.map { "\(quotedNew) is the article for the sound of \(Self.quote($0))" }
        ?? "\(quotedNew) is the article for the sound that follows"
    case .apostrophe, .withoutApostrophe:
      ConfusedPairs.meaning(of: Self.key(new)) == nil ? apostrophe : exchange
    case .possessive: "Possession takes an apostrophe: \(quotedNew)"
    case .withoutPossessive: "Nothing is possessed here: \(quotedNew), not \(quoted)"
    case .adverb: "The adverb is needed here: \(quotedNew)"
    case .withoutAdverb: "The adjective is needed here: \(quotedNew)"
    case .split: "Written as two words: \(quotedNew)"
    case .form(let form): inflection(form)
    }
  }

  private var apostrophe: String {
    let isWith = new.contains("'") || new.contains("\u{2019}")
    return "Written \(isWith ? "with" : "without") an apostrophe: \(quotedNew)"
  }

  private func inflection(_ form: InflectedForm) -> String {
    switch (choice.category, form) {
    case (.agreement, _): "The verb does not agree with its subject: \(quotedNew), not \(quoted)"
    case (.number, .withS): "The plural is meant: \(quotedNew)"
    case (.number, _): "The singular is meant: \(quotedNew)"
    case (_, .base), (_, .withoutS): "The verb stands in its base form here: \(quotedNew)"
    case (_, .past): "The verb belongs in the past: \(quotedNew)"
    case (_, .participle): "The past participle is needed here: \(quotedNew)"
    case (_, .gerund): "The form in -ing is needed here: \(quotedNew)"
    case (_, .withS), (_, .thirdPerson): "The third person is needed here: \(quotedNew)"
    }
  }

  private func joined(_ sign: String) -> String { "Written as one word: " + Self.quote("\(word)\(sign)\(next ?? "")") }

  // MARK: Words for words

  private static func quote(_ text: String?) -> String { "“\(text ?? "")”" }

  private static func key(_ word: String) -> String { word.lowercased().replacing("\u{2019}", with: "'") }

  private static func article(of noun: String) -> String { noun.first == "e" ? "An \(noun)" : "A \(noun)" }

  private static func name(of mark: String) -> String {
    switch mark {
    case ",": "comma"
    case ".": "full stop"
    case ";": "semicolon"
    case ":": "colon"
    case "?": "question mark"
    case "!": "exclamation mark"
    case "-": "hyphen"
    case "–", "—": "dash"
    case "...", "…": "ellipsis"
    case "'", "\u{2018}", "\u{2019}": "apostrophe"
    case "\"", "\u{201C}", "\u{201D}": "quotation mark"
    case "(", ")", "[", "]": "bracket"
    default: "mark such as “\(mark)”"
    }
  }
}
