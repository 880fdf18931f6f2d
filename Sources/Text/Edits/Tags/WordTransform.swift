/// A change of a word that is the same for all words: one tag instead of one for each word.
package enum WordTransform: Sendable, Hashable {
  /// "monday" to "Monday".
  case capitalize
  /// "The" to "the".
  case decapitalize
  /// "http" to "HTTP".
  case uppercase
  /// "IMPORTANT" to "important".
  case lowercase
  /// "a" to "an" and back.
  case article
  /// "dont" to "don't", "users" to "user's".
  case apostrophe
  /// "it's" to "its".
  case withoutApostrophe
  /// "user" to "user's".
  case possessive
  /// "user's" to "user".
  case withoutPossessive
  /// "quick" to "quickly".
  case adverb
  /// "quickly" to "quick".
  case withoutAdverb
  case form(InflectedForm)
  /// Two words after the given number of characters, counted from the end where it is negative: "infact" to "in fact" by 2.
  case split(Int)

  /// The numbers that `split` takes in tags.
  package static let splits = [1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8]

  /// All transforms, in a fixed order.
  package static let all: [WordTransform] =
    [
      .capitalize, .decapitalize, .uppercase, .lowercase, .article, .apostrophe, .withoutApostrophe, .possessive,
      .withoutPossessive, .adverb, .withoutAdverb,
    ] + InflectedForm.allCases.map(form) + splits.map(split)

  /// The transform's part of a tag's name, such as `capitalize`, `form:past` or `split:-2`.
  package var name: String {
    switch self {
    case .form(let form): "form:\(form.rawValue)"
    case .split(let place): "split:\(place)"
    default: "\(self)"
    }
  }
}
