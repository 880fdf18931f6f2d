import Edits

/// Words that are written for one another.
struct WordGroups: Sendable {
  private let others: [String: [String]]

  /// - Parameter groups: in each the words, in small letters, divided by blanks; a word may be in several.
  init(_ groups: [String]) {
    var others: [String: [String]] = [:]
    for group in groups {
      let words = group.split(separator: " ").map(String.init)
      for word in words { others[word, default: []] += words.filter { $0 != word } }
    }
    self.others = others
  }

  /// Another word of a group in the place of a token; nil for a word that is in none.
  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    guard let others = others[text.word(index)] else { return nil }
    return random.pick(others).map { text.writing($0, at: index) }
  }

  /// Whether the word is in a group.
  func contains(_ word: String) -> Bool { others[word] != nil }
}
