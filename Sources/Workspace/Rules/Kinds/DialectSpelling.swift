import Documents

/// A spelling that the document's region does not use.
struct DialectSpelling: Rule {
  let description = RuleDescription(
    "spelling.dialect", "A spelling of another region's English",
    reason:
      "The option `language` names a region (en-US, en-GB, en-CA, en-AU), and this is how another one spells. With `language = \"en\"` every region is right.",
    examples: [.init("The colour of the sea.", "The color of the sea.")], isSafe: true)

  private let dialect: Dialect

  init(_ dialect: Dialect) { self.dialect = dialect }

  func findings(in text: RuleText) -> [SentenceFinding] {
    guard let words = Self.words[dialect] else { return [] }
    return text.words.compactMap { word in
      // A capital inside a sentence begins a name: Lincoln Center.
      guard word.isSmall || word.range.lowerBound == 0, word.shape.isDisjoint(with: [.hasInnerCapital, .isLiteral]),
        let right = words[word.key]
      else { return nil }
      return finding(
        word.range, "“\(text.string(word.range))” is not how \(region) spells: “\(right)”",
        [text.adapted(right, to: word.range)])
    }
  }

  private var region: String {
    switch dialect {
    case .us: "the United States"
    case .gb: "Britain"
    case .ca: "Canada"
    case .au: "Australia"
    }
  }

  /// Made when a document of a region is first looked at.
  private static let words: [Dialect: [WordKey: String]] = {
    let letters: [Character: Dialect] = ["U": .us, "G": .gb, "C": .ca, "A": .au]
    var words: [Dialect: [WordKey: String]] = [:]
    for row in table.split(separator: "\n") {
      let parts = row.split(separator: " ")
      for letter in parts[1] { letters[letter].map { words[$0, default: [:]][WordKey(parts[0])] = String(parts[2]) } }
    }
    return words
  }()
}
