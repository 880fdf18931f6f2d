/// Words that are right, and that nobody wants to see proposed for another: a slip of the pen is no reason to be sworn at.
///
/// As `NOSUGGEST` in Hunspell's dictionaries, which the lexicon does not tell; in small letters.
enum OffensiveWords {
  private static let stems = [
    "asshole", "bitch", "bullshit", "coon", "cunt", "fag", "faggot", "fuck", "fucker", "horseshit", "kike", "kraut",
    "motherfucker", "nigga", "nigger", "shit", "slut", "spic", "twat", "wank", "wanker", "whore", "wop",
  ]
  private static let endings = ["", "s", "es", "ed", "er", "ing", "y", "'s"]
  private static let words = Set(stems.flatMap { stem in endings.map { Array((stem + $0).utf8) } })

  static func contains(_ word: [UInt8]) -> Bool { words.contains(word.map { $0.isCapital ? $0 | 32 : $0 }) }
}
