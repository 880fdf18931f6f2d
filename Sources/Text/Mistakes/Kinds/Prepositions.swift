import Edits

/// The wrong preposition, none, or one too many: "depends of", "listen music", "discuss about".
struct Prepositions: MistakeKind {
  let name = "preposition"

  private static let bare = wordSet("discuss mention enter reach answer contact marry request emphasize describe")
  private static let others = [
    "in": ["on", "at", "into", "to"], "on": ["in", "at", "of", "about"], "at": ["in", "on", "to"],
    "of": ["for", "from", "in", "about"],
    "to": ["for", "at", "in"], "for": ["to", "of", "since"], "from": ["of", "since", "by"], "with": ["by", "to", "of"],
    "by": ["with", "from", "of"], "about": ["of", "on", "for"], "into": ["in", "to"], "since": ["for", "from"],
    "during": ["in", "while"], "between": ["among", "from"], "among": ["between", "of"], "until": ["by", "till"],
  ]

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    if Self.bare.contains(word), text.areApart(index, index + 1), random.below(2) == 0 {
      return text.inserting(random.below(2) == 0 ? " about" : " to", behind: index)
    }
    guard let others = Self.others[word], index > 0 else { return nil }
    if random.below(4) == 0 { return text.omitting(index) }
    return random.pick(others).map { text.writing($0, at: index) }
  }
}
