/// English inflection by rule; `InflectionTable` has what rules do not tell.
///
/// All words are in small letters. `recipes/grammar/build_inflections.py` has the same rules, to know what to store.
enum RegularForms {
  private static let vowels = Set("aeiou")

  /// "box" to "boxes", "try" to "tries", "cat" to "cats".
  static func withS(_ base: String) -> String {
    if endsInConsonantY(base) { return base.dropLast() + "ies" }
    return base + (["s", "x", "z", "ch", "sh"].contains { base.hasSuffix($0) } ? "es" : "s")
  }

  /// "hope" to "hoped", "try" to "tried", "stop" to "stopped" where its last letter doubles.
  static func past(_ base: String, doubling: Bool) -> String {
    if base.hasSuffix("e") { return base + "d" }
    if endsInConsonantY(base) { return base.dropLast() + "ied" }
    return base + (doubling ? String(base.suffix(1)) : "") + "ed"
  }

  /// "hope" to "hoping", "see" to "seeing", "stop" to "stopping" where its last letter doubles.
  static func gerund(_ base: String, doubling: Bool) -> String {
    if base.hasSuffix("e"), base.count > 2, !["ee", "oe", "ye"].contains(where: { base.hasSuffix($0) }) {
      return base.dropLast() + "ing"
    }
    return base + (doubling ? String(base.suffix(1)) : "") + "ing"
  }

  /// Whether a word is one short syllable like "stop", whose last letter doubles.
  static func isShortSyllable(_ word: String) -> Bool {
    let letters = Array(word)
    guard letters.count > 1, let last = letters.last, !vowels.contains(last), !"wxy".contains(last) else {
      return false
    }
    guard vowels.contains(letters[letters.count - 2]) else { return false }
    var onset = letters.dropLast(2)
    // The u of "quit" belongs to the q.
    if onset.last == "u", "ei".contains(letters[letters.count - 2]) || onset.count == 2 && onset.first == "q" {
      if onset.count > 1 { onset.removeLast() }
    }
    return !onset.contains { vowels.contains($0) }
  }

  /// The words whose `withS` a form may be, the likeliest first.
  static func singulars(of form: String) -> [String] {
    if form.hasSuffix("ies"), form.count > 4 { return [form.dropLast(3) + "y", String(form.dropLast())] }
    if ["sses", "xes", "zes", "ches", "shes", "oes"].contains(where: { form.hasSuffix($0) }) {
      return [String(form.dropLast(2)), String(form.dropLast())]
    }
    guard form.hasSuffix("s"), form.count > 2, !["ss", "us", "is"].contains(where: { form.hasSuffix($0) }) else {
      return []
    }
    return [String(form.dropLast())]
  }

  /// The verbs whose past tense or -ing form a form may be, the likeliest first.
  static func verbs(of form: String) -> [String] {
    for ending in ["ing", "ed"] where form.hasSuffix(ending) && form.count > ending.count + 1 {
      let stem = String(form.dropLast(ending.count))
      guard stem.contains(where: { vowels.contains($0) || $0 == "y" }) else { continue }
      if ending == "ed", stem.hasSuffix("i") { return [stem.dropLast() + "y"] }
      let letters = Array(stem)
      if letters.count > 2, let last = letters.last, last == letters[letters.count - 2], !vowels.contains(last) {
        let single = String(stem.dropLast())
        return "lsfz".contains(last) ? [stem, single] : [single, stem]
      }
      return lacksE(letters) ? [stem + "e", stem] : [stem, stem + "e"]
    }
    return []
  }

  /// Whether a stem looks as if it had lost an e: "mak", "chang", "creat", "handl".
  private static func lacksE(_ stem: [Character]) -> Bool {
    guard stem.count > 1, let last = stem.last else { return false }
    let before = stem[stem.count - 2]
    switch last {
    case "c", "u", "v", "z": return true
    case "g": return "dr".contains(before) || vowels.contains(before) || before == "y"
    case "s": return "rl".contains(before) || vowels.contains(before) || before == "y"
    case "t":
      return "aou".contains(before)
        && !(stem.count > 2 && ["ea", "oa", "ou", "oo"].contains(String(stem[stem.count - 3...(stem.count - 2)])))
    case "l": return "btdpgfkz".contains(before)
    case "r": return !vowels.contains(before)
    default: return false
    }
  }

  private static func endsInConsonantY(_ word: String) -> Bool {
    guard word.hasSuffix("y"), let before = word.dropLast().last else { return false }
    return !vowels.contains(before)
  }
}
