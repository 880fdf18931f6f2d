import Edits

/// Pronouns in the wrong case: "me and him went", "between you and I".
struct PronounCase: MistakeKind {
  let name = "pronoun"

  private static let others = [
    "i": "me", "me": "I", "he": "him", "him": "he", "she": "her", "they": "them", "them": "they", "we": "us",
    "us": "we",
    "who": "whom", "whom": "who", "my": "me", "myself": "me", "himself": "hisself", "themselves": "theirselves",
    "theirs": "their",
  ]

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    guard let other = Self.others[text.word(index)] else { return nil }
    return other == "I"
      ? TextReplacement(range: text.tokens[index].bytes, text: other, token: index) : text.writing(other, at: index)
  }
}
