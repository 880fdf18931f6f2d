import Documents

/// A verb that does not agree with the noun before it, where the noun begins the clause: My brother have.
struct NounAgreement: Rule {
  let description = RuleDescription(
    "grammar.noun-agreement", "A verb that does not agree with the noun before it",
    reason: "One person or thing has, is and does; people, children and parents have, are and do.",
    examples: [
      .init("My brother have two dogs.", "My brother has two dogs."),
      .init("People thinks that it is easy.", "People think that it is easy."),
    ])

  private static let owners = Set(words: "my your his her our their the this that")
  /// Without groups, which are several in British English: the family have.
  private static let singular = Set(
    words: """
      brother sister mother father mom mum dad friend boss wife husband teacher son daughter uncle aunt cousin neighbour neighbor dog cat car
      house computer phone name job book movie film weather problem idea hotel
      """)
  private static let plural = Set(
    words: "parents friends children students men women teachers brothers sisters neighbours neighbors")
  private static let openers = Set(
    words: "and but because so when while think believe know says said hope since if")
  private static let withS = [WordKey: String](
    pairs: """
      have:has don't:doesn't want:wants need:needs know:knows like:likes love:loves live:lives go:goes make:makes say:says come:comes
      """)
  private static let withoutS = [WordKey: String](
    pairs: """
      has:have is:are was:were doesn't:don't wants:want needs:need knows:know likes:like loves:love thinks:think says:say
      goes:go believes:believe lives:live isn't:aren't wasn't:weren't hasn't:haven't
      """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    guard !text.bytes.contains(UInt8(ascii: "\"")) else { return [] }
    return text.words.indices.dropFirst().compactMap { index in
      let (noun, verb) = (text.words[index - 1], text.words[index])
      guard verb.isSmall, text.isAfterSpace(index), let right = right(index - 1, verb.key, in: text) else { return nil }
      let (left, found) = (text.string(noun.range), text.string(verb.range))
      return finding(verb.range, "It is “\(left) \(right)”, not “\(left) \(found)”", [right], confidence: 0.88)
    }
  }

  private func right(_ noun: Int, _ verb: WordKey, in text: RuleText) -> String? {
    let key = text.words[noun].key
    if key == "people" { return begins(noun, in: text) ? Self.withoutS[verb] : nil }
    let forms = Self.singular.contains(key) ? Self.withS : Self.plural.contains(key) ? Self.withoutS : [:]
    guard let right = forms[verb], noun > 0, text.isAfterSpace(noun), Self.owners.contains(text.words[noun - 1].key),
      begins(noun - 1, in: text)
    else { return nil }
    return right
  }

  /// Whether a clause begins with the word.
  private func begins(_ index: Int, in text: RuleText) -> Bool {
    guard index > 0 else { return true }
    let before = text.words[index - 1].key
    guard text.isAfterSpace(index), Self.openers.contains(before) else { return false }
    // “my friend and my brother have” are two.
    return before != "and" || isBehindComma(index - 1, in: text)
  }

  private func isBehindComma(_ index: Int, in text: RuleText) -> Bool {
    index > 0 && text.byte(text.words[index - 1].range.upperBound) == UInt8(ascii: ",")
  }
}
