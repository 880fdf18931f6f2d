/// The forms of English nouns and verbs.
///
/// A table has the irregular ones, rules the rest, so that words nobody has listed are inflected too. Words are in small letters;
/// `WordTransform` takes care of capitals.
package struct Inflections: Sendable {
  /// The one table.
  package static let english = Inflections()

  private let table = InflectionTable.shared

  /// Whether a word is the base form of a verb that the table knows.
  package func isVerb(_ word: String) -> Bool { table.doubling[word] != nil }

  /// A form of `word`, which may be inflected itself; nil where the word has no such form or no other spelling of it.
  ///
  /// What the word's base is, is a guess where there are several ("found"): the most frequent one.
  package func form(_ form: InflectedForm, of word: String) -> String? {
    let result: String?
    switch form {
    case .withS: result = withS(word)
    case .withoutS: result = withoutS(word)
    case .base: result = bases(of: word).first
    case .thirdPerson: result = bases(of: word).first.map(withS)
    case .past: result = bases(of: word).first.map { table.irregular[$0]?.past ?? regularPast($0) }
    case .participle: result = bases(of: word).first.flatMap { table.irregular[$0]?.participle }
    case .gerund: result = bases(of: word).first.map(gerund)
    }
    return result == word ? nil : result
  }

  /// The verbs that `word` may be a form of, the likeliest first; never empty.
  package func bases(of word: String) -> [String] {
    var result: [String] = []
    if let owner = table.owners[word] { result.append(owner) }
    if isVerb(word) { result.append(word) }
    let guesses = RegularForms.verbs(of: word) + (word.hasSuffix("s") ? RegularForms.singulars(of: word) : [])
    let known = guesses.filter(isVerb)
    for guess in known.isEmpty ? guesses : known where !result.contains(guess) { result.append(guess) }
    if result.isEmpty || !result.contains(word) && known.isEmpty { result.append(word) }
    return result
  }

  private func withS(_ word: String) -> String {
    table.plurals[word] ?? table.irregular[word]?.thirdPerson ?? RegularForms.withS(word)
  }

  private func withoutS(_ word: String) -> String? {
    if let known = table.singulars[word] { return known }
    let guesses = RegularForms.singulars(of: word)
    // "caches" is no "cach", but "boxes" and "tries" are what the rule says unless another word is known.
    return guesses.first { isVerb($0) } ?? guesses.first
  }

  private func regularPast(_ base: String) -> String { RegularForms.past(base, doubling: doubles(base)) }

  private func gerund(_ base: String) -> String {
    table.gerunds[base] ?? RegularForms.gerund(base, doubling: doubles(base))
  }

  private func doubles(_ base: String) -> Bool { table.doubling[base] ?? RegularForms.isShortSyllable(base) }
}
