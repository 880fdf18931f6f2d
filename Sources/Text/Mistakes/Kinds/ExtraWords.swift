import Edits

/// A small word too many: "I am agree", "we went to home", "she can to swim", "more easier".
struct ExtraWords: MistakeKind {
  let name = "extra"

  private static let subjects = [
    "i": "am", "he": "is", "she": "is", "it": "is", "we": "are", "you": "are", "they": "are",
  ]
  private static let modals = wordSet("can could must should may might will would let make makes made help helps")
  private static let places = wordSet("home here there everywhere somewhere abroad upstairs downstairs outside inside")
  private static let times = wordSet("last next this every yesterday today tomorrow")
  private static let determiners = wordSet("the a an my your his her our their this these all it him them me us")
  private static let comparatives = wordSet(
    "better worse easier harder bigger smaller older younger faster slower higher lower larger longer shorter cheaper happier earlier"
  )
  private static let relatives = wordSet("which who that where when")
  private static let prepositions = ["to", "of", "for", "with", "about", "in", "on"]

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    guard text.areApart(index, index + 1) else { return nil }
    return word(behind: text.word(index), before: text.word(index + 1), of: text, at: index, &random)
      .map { text.inserting(" " + $0, behind: index) }
  }

  private func word(
    behind left: String, before right: String, of text: EditableText, at index: Int, _ random: inout MistakeRandom
  ) -> String? {
    let english = Inflections.english
    if let be = Self.subjects[left], english.isVerb(english.bases(of: right)[0]), right != "be",
      !right.hasSuffix("ing"),
      !Self.modals.contains(right),
      !["am", "is", "are", "was", "were", "have", "has", "had", "do", "does", "did"].contains(right)
    {
      return be
    }
    if Self.modals.contains(left), english.isVerb(right) { return "to" }
    if Self.places.contains(right), english.isVerb(english.bases(of: left)[0]) { return "to" }
    if Self.times.contains(right), left.count > 3 { return random.pick(["in", "on", "at"]) }
    if Self.comparatives.contains(right) { return "more" }
    if Self.relatives.contains(left), Self.subjects[right] == nil, english.isVerb(english.bases(of: right)[0]) {
      return random.pick(["it", "they", "he"])
    }
    if Self.determiners.contains(right), left.count > 3, english.isVerb(english.bases(of: left)[0]),
      random.below(2) == 0
    {
      return random.pick(Self.prepositions)
    }
    return nil
  }
}
