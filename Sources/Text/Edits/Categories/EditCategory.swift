/// What kind of mistake an edit mends: what people switch off, and what a head's thresholds are kept for.
package enum EditCategory: String, Sendable, CaseIterable, Comparable {
  /// "he go"
  case agreement
  /// "dont", "the cats tail"
  case apostrophe
  /// "a apple", "He is student"
  case article
  /// "on monday"
  case capital
  /// "their" for "there", "accept" for "except"
  case confusion
  /// "the the"
  case doubled
  /// A word too many.
  case extraWord = "extra-word"
  /// "well known fact"
  case hyphen
  /// A word too few.
  case missingWord = "missing-word"
  /// "two cat"
  case number
  /// "depends of"
  case preposition
  /// "between you and I"
  case pronoun
  /// Commas, full stops and the like.
  case punctuation
  /// "recieve"
  case spelling
  /// "has went", "to going"
  case verb
  /// "often he goes there"
  case wordOrder = "word-order"
  /// "alot", "can not"
  case wordSpacing = "word-spacing"

  package static func < (a: EditCategory, b: EditCategory) -> Bool { a.rawValue < b.rawValue }

  private static let articles: Set<String> = ["a", "an", "the"]
  private static let verbs: Set<String> = [
    "am", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would",
    "can", "could", "shall", "should", "may", "might", "must", "having", "doing", "done",
  ]
  private static let pronouns: Set<String> = [
    "i", "me", "my", "mine", "myself", "he", "him", "his", "she", "her", "hers", "we", "us", "our", "ours", "they",
    "them", "their", "theirs", "you", "your", "yours", "who", "whom", "whose", "it", "its",
  ]

  /// The category of a tag at a token of a text; nil for a tag that changes nothing.
  ///
  /// O(1).
  package init?(_ tag: EditTag, at index: Int, of text: EditableText) {
    let token = text.tokens[index]
    switch tag {
    case .keep: return nil
    case .delete: self = Self.deletion(token, index, text)
    case .append(let addition), .prepend(let addition): self = Self.insertion(addition)
    case .replace(let word): self = Self.replacement(token, word)
    case .transform(let transform): self = Self.transform(transform, token)
    case .join, .space: self = token.kind == .mark ? .punctuation : .wordSpacing
    case .hyphenate, .dehyphenate: self = .hyphen
    case .swap: self = .wordOrder
    case .spelling: self = .spelling
    }
  }

  private static func deletion(_ token: EditToken, _ index: Int, _ text: EditableText) -> EditCategory {
    if token.kind == .mark { return token.isHyphen ? .hyphen : .punctuation }
    let neighbours = [index - 1, index + 1].filter(text.tokens.indices.contains)
    if neighbours.contains(where: { text.tokens[$0].key == token.key }) { return .doubled }
    if articles.contains(token.key) { return .article }
    return FunctionWords.isPreposition(token.key) ? .preposition : .extraWord
  }

  private static func insertion(_ addition: String) -> EditCategory {
    let word = addition.filter { $0 != " " }.lowercased()
    guard word.contains(where: \.isLetter) else { return word.contains("-") ? .hyphen : .punctuation }
    if articles.contains(word) { return .article }
    return FunctionWords.isPreposition(word) ? .preposition : .missingWord
  }

  private static func replacement(_ token: EditToken, _ word: String) -> EditCategory {
    let new = word.lowercased()
    if token.kind == .mark { return .punctuation }
    if new == token.key { return .capital }
    if new.filter(\.isLetter) == token.key.filter(\.isLetter) {
      return new.contains(" ") ? .wordSpacing : new.contains("-") ? .hyphen : .apostrophe
    }
    if articles.contains(new), articles.contains(token.key) { return .article }
    if ConfusedPairs.has(token.key, new) { return .confusion }
    if FunctionWords.isPreposition(new), FunctionWords.isPreposition(token.key) {
      return .preposition
    }
    if verbs.contains(new), verbs.contains(token.key) { return .verb }
    if pronouns.contains(new), pronouns.contains(token.key) { return .pronoun }
    return .confusion
  }

  private static func transform(_ transform: WordTransform, _ token: EditToken) -> EditCategory {
    switch transform {
    case .capitalize, .decapitalize, .uppercase, .lowercase: .capital
    case .article: .article
    case .apostrophe, .withoutApostrophe, .possessive, .withoutPossessive: .apostrophe
    case .adverb, .withoutAdverb: .confusion
    case .split: .wordSpacing
    case .form(.withS), .form(.withoutS):
      Inflections.english.isVerb(Inflections.english.form(.withoutS, of: token.key) ?? token.key) ? .agreement : .number
    case .form(.thirdPerson): .agreement
    case .form: .verb
    }
  }
}
