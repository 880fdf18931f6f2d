/// Whether a word begins with the sound of a vowel or of a consonant.
enum SoundStart {
  case vowel, consonant

  /// How the word is pronounced at its start; nil where both are heard or nobody knows.
  static func of(_ word: RuleWord, in text: RuleText) -> SoundStart? {
    if word.shape.contains(.isLiteral) || word.shape.contains(.isForeign) { return nil }
    let spelling = Array(text.bytes[word.range]).map { $0 &- 65 < 26 ? $0 | 32 : $0 }
    guard let first = spelling.first else { return nil }
    if first &- 48 < 10 { return number(spelling) }
    if word.shape.contains(.hasDigit) { return nil }
    if spelling.count == 1 { return letter(first, in: word, text) }
    if word.shape.contains(.hasInnerCapital) { return word.isAllCapitals ? acronym(spelling) : nil }
    return spelt(spelling)
  }

  /// Eight, eleven, eighteen, eighty begin with a vowel; 1800 is read in two ways.
  private static func number(_ digits: [UInt8]) -> SoundStart? {
    let count = digits.prefix { $0 &- 48 < 10 }.count
    guard digits.dropFirst(count).allSatisfy({ $0 &- 97 < 26 }) else { return nil }
    if digits[0] == UInt8(ascii: "8") { return .vowel }
    guard digits[0] == UInt8(ascii: "1"), count > 1, digits[1] == UInt8(ascii: "1") || digits[1] == UInt8(ascii: "8")
    else { return .consonant }
    return count == 2 || count == 5 ? .vowel : count == 4 ? nil : .consonant
  }

  /// A single letter is spoken by its name: an X-ray, a U-turn.
  private static func letter(_ letter: UInt8, in word: RuleWord, _ text: RuleText) -> SoundStart? {
    // In small letters it is a variable or a slip; a full stop makes it an initial.
    guard word.shape.contains(.capitalised), text.byte(word.range.upperBound) == UInt8(ascii: "-") else { return nil }
    return spokenAsVowel.contains(letter) ? .vowel : .consonant
  }

  /// Capitals without a vowel can only be spelt out; others may be read as a word.
  private static func acronym(_ letters: [UInt8]) -> SoundStart? {
    guard letters.count <= 5, !letters.contains(where: { "aeiouy".utf8.contains($0) || $0 == 0x27 }),
      letters != Array("sql".utf8)
    else { return nil }
    return spokenAsVowel.contains(letters[0]) ? .vowel : .consonant
  }

  private static let spokenAsVowel = Set("aefhilmnorsx".utf8)

  private static func spelt(_ word: [UInt8]) -> SoundStart? {
    switch word[0] {
    case UInt8(ascii: "h"): return aitch(word)
    case UInt8(ascii: "e"):
      return hasPrefix(word, in: ["eu", "ew"]) && !hasPrefix(word, in: ["euler"]) ? .consonant : .vowel
    case UInt8(ascii: "o"):
      if word.starts(with: "once".utf8) || word.elementsEqual("one".utf8) || word.elementsEqual("ones".utf8)
        || word.elementsEqual("oneself".utf8) || word.elementsEqual("oneness".utf8) || word.elementsEqual("one's".utf8)
      {
        return .consonant
      }
      return hasPrefix(word, in: ["oui", "ouija"]) ? nil : .vowel
    case UInt8(ascii: "u"): return u(word)
    case UInt8(ascii: "a"), UInt8(ascii: "i"): return .vowel
    case UInt8(ascii: "y"): return word.count > 1 && "pvt".utf8.contains(word[1]) ? nil : .consonant
    default: return word.contains { "aeiouy".utf8.contains($0) } ? .consonant : nil
    }
  }

  /// Silent in a handful of words, and with some speakers where the stress lies behind the first syllable.
  private static func aitch(_ word: [UInt8]) -> SoundStart? {
    if hasPrefix(word, in: ["hour", "honest", "honor", "honour", "heir"]) {
      return hasPrefix(word, in: ["hourani"]) ? nil : .vowel
    }
    let isOpen = hasPrefix(
      word,
      in: [
        "herb", "hist", "hotel", "habit", "hyste", "heroic", "hallu", "human", "humble", "hund", "homage", "hispan",
        "hapax", "heredit",
      ])
    return isOpen || !word.contains { "aeiouy".utf8.contains($0) } ? nil : .consonant
  }

  /// “you” in a user, “uh” in an umbrella: un- and uni- decide by what follows.
  private static func u(_ word: [UInt8]) -> SoundStart? {
    if word.starts(with: "uni".utf8) {
      let negated = ["unim", "unin", "unid", "unill", "unid", "uniss"]
      if word.starts(with: "unidirect".utf8) || word.starts(with: "unidim".utf8) { return .consonant }
      return hasPrefix(word, in: negated) ? .vowel : .consonant
    }
    let asYou = [
      "use", "usa", "usu", "usi", "uti", "ute", "uto", "ura", "uro", "ure", "uri", "ubiq", "ubun", "uku", "ukr", "unan",
      "ufo", "ugan",
      "uyg", "udev", "udemy", "uvul", "uvea", "upsilon", "ulyss",
    ]
    let open = ["ura", "uri", "ubun", "upsilon", "ulyss", "uyg", "uto", "ure", "urd", "uru", "una'"]
    guard hasPrefix(word, in: asYou) else { return .vowel }
    return hasPrefix(word, in: open) && !hasPrefix(word, in: ["urani", "utopi", "urin"]) ? nil : .consonant
  }

  private static func hasPrefix(_ word: [UInt8], in prefixes: [String]) -> Bool {
    prefixes.contains { word.starts(with: $0.utf8) }
  }
}
