extension WordTransform {
  /// What becomes of a word; nil where the transform does not apply to it or changes nothing.
  ///
  /// Inflected words keep their capitals. Apostrophes are written straight.
  package func apply(to word: String) -> String? {
    let result: String?
    switch self {
    case .capitalize: result = word.capitalizingFirst
    case .decapitalize: result = word.decapitalizingFirst
    case .uppercase: result = word.uppercased()
    case .lowercase: result = word.lowercased()
    case .split(let place): result = Self.split(word, at: place)
    default:
      result = lowercased(word.lowercased().replacingCurlyApostrophes).map { LetterCase(word).apply(to: $0) }
    }
    return result == word ? nil : result
  }

  /// The transforms that look at small letters only.
  private func lowercased(_ word: String) -> String? {
    switch self {
    case .article: return ["a": "an", "an": "a"][word]
    case .apostrophe: return Self.withApostrophe(word)
    case .withoutApostrophe: return word.contains("'") ? word.filter { $0 != "'" } : nil
    case .possessive: return word.contains("'") ? nil : word + "'s"
    case .withoutPossessive: return word.hasSuffix("'s") ? String(word.dropLast(2)) : nil
    case .adverb: return Self.adverb(word)
    case .withoutAdverb: return Self.adjective(word)
    case .form(let form): return Inflections.english.form(form, of: word)
    default: return nil
    }
  }

  private static func split(_ word: String, at place: Int) -> String? {
    let offset = place > 0 ? place : word.count + place
    guard offset > 0, offset < word.count else { return nil }
    return word.prefix(offset) + " " + word.dropFirst(offset)
  }

  /// Where the apostrophe of a contraction or a genitive goes.
  private static func withApostrophe(_ word: String) -> String? {
    guard !word.contains("'"), word.count > 1 else { return nil }
    if word.hasSuffix("nt") { return word.dropLast() + "'t" }
    for ending in ["re", "ve", "ll", "s", "d", "m"] where word.hasSuffix(ending) && word.count > ending.count {
      return word.dropLast(ending.count) + "'" + ending
    }
    return nil
  }

  private static func adverb(_ word: String) -> String? {
    if word.hasSuffix("ly") { return nil }
    if word.hasSuffix("ic") { return word + "ally" }
    if word.hasSuffix("le"), word.count > 3 { return word.dropLast() + "y" }
    if word.hasSuffix("y") { return word.dropLast() + "ily" }
    return word + "ly"
  }

  private static func adjective(_ word: String) -> String? {
    guard word.hasSuffix("ly"), word.count > 4 else { return nil }
    if word.hasSuffix("ically") { return String(word.dropLast(4)) }
    if word.hasSuffix("ily") { return word.dropLast(3) + "y" }
    if word.hasSuffix("bly") || word.hasSuffix("ply") { return word.dropLast() + "e" }
    return String(word.dropLast(2))
  }
}

extension String {
  /// With ' for each ’.
  var replacingCurlyApostrophes: String { utf8.contains(0xE2) ? String(map { $0 == "\u{2019}" ? "'" : $0 }) : self }

  /// With ’ for each '.
  var curlingApostrophes: String { String(map { $0 == "'" ? "\u{2019}" : $0 }) }
}
