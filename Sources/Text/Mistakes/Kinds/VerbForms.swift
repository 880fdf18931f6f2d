import Edits

/// Verbs in the wrong tense or form: "has went", "to going", "did saw".
struct VerbForms: MistakeKind {
  let name = "verb"

  private static let bare = wordSet(
    "to will would can could should must may might did didn't don't doesn't can't won't")
  private static let perfect = wordSet("has have had been be is are was were being having")

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    let before = text.word(index - 1)
    let forms: [InflectedForm]
    if Self.bare.contains(before), Inflections.english.isVerb(word) {
      forms = [.past, .gerund, .withS]
    } else if Self.perfect.contains(before) {
      forms = [.base, .past, .gerund]
    } else if word.hasSuffix("ing") || word.hasSuffix("ed") {
      guard Inflections.english.bases(of: word).first.map(Inflections.english.isVerb) == true else { return nil }
      forms = word.hasSuffix("ing") ? [.base, .past] : [.base, .gerund]
    } else if let base = Inflections.english.form(.base, of: word), Inflections.english.isVerb(base),
      !word.hasSuffix("s")
    {
      forms = [.base]
    } else {
      return nil
    }
    guard let base = Inflections.english.bases(of: word).first, Inflections.english.isVerb(base),
      let form = random.pick(forms)
    else { return nil }
    return Inflections.english.form(form, of: word).map { text.writing($0, at: index) }
  }
}
