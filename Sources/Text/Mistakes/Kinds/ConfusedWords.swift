import Edits

/// Words chosen for others of a similar use: "less people", "the amount of cars", "he is been".
struct ConfusedWords: MistakeKind {
  let name = "confusion"

  private static let groups = WordGroups([
    "of have", "a an", "as is", "as has", "it is", "on one", "farther further", "fewer less", "good well", "bad badly",
    "much many", "amount number", "between among", "say tell", "said told", "do make", "did made", "borrow lend",
    "learn teach", "bring take", "speak talk", "travel trip", "job work", "sit set", "who which",
    "who whom", "this these", "that those", "this that", "been being", "or of", "not now", "the they", "the them",
    "assure ensure", "any and", "since for", "also too", "another other", "other others", "like as", "so such",
    "if whether", "during while", "until by", "very much", "already yet", "still yet", "ago before",
    "every each", "everyone everybody", "people person", "few little", "hard hardly", "late lately",
    "near nearly", "high highly", "most almost", "win earn", "rob steal", "remember remind",
    "beside besides",
  ])

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    Self.groups.mistake(in: text, at: index, &random)
  }
}
