import Edits
import Testing

@testable import Mistakes

@Suite struct MistakeKindTests {
  /// Every kind: a clean sentence, and a wrong one that it makes of it.
  @Test(arguments: [
    ("agreement", "He goes home", "He go home"), ("agreement", "They were late", "They was late"),
    ("apostrophe", "I don’t know", "I dont know"), ("apostrophe", "on its own", "on it's own"),
    ("article", "He is a student", "He is student"), ("article", "an apple", "a apple"),
    ("capital", "on Monday", "on monday"), ("comma", "Yes, it is", "Yes it is"),
    ("comma", "I know that he", "I know, that he"),
    ("confusion", "fewer people", "less people"), ("homophone", "Except for John", "Accept for John"),
    ("homophone", "They're going", "Their going"), ("formation", "a successful man", "a success man"),
    ("doubled", "see the cat", "see the the cat"),
    ("hyphen", "a well-known fact", "a well known fact"), ("joined", "I cannot go", "I can not go"),
    ("joined", "a lot", "alot"),
    ("missing", "I want to go", "I want go"), ("number", "two cats", "two cat"),
    ("preposition", "It depends on it", "It depends of it"),
    ("pronoun", "She saw him", "She saw he"), ("run-on", "It rained. We stayed.", "It rained, we stayed."),
    ("run-on", "We stayed home.", "We stayed home"), ("slip", "that", "taht"), ("phonetic", "received", "recieved"),
    ("verb", "He has gone", "He has went"), ("verb", "to go out", "to going out"),
    ("order", "He often goes", "He goes often"),
    ("agreement", "the result shows that", "the result show that"),
    ("agreement", "The results show the way", "The results shows the way"),
    ("number", "a lot of friends", "a lot of friend"), ("extra", "I agree with", "I am agree with"),
    ("extra", "we went home", "we went to home"), ("extra", "she can swim", "she can to swim"),
    ("extra", "it is easier", "it is more easier"), ("tense", "Yesterday we went home", "Yesterday we go home"),
    ("tense", "He was late, opened it and went in", "He was late, opened it and go in"),
  ])
  func aKindMakesItsMistake(name: String, clean: String, wrong: String) throws {
    let kind = try #require(MistakeKinds.all.first { $0.name == name })
    let text = EditableText(clean)
    var found: Set<String> = []
    for seed in 0..<200 {
      var random = MistakeRandom(seed: UInt64(seed))
      for index in text.tokens.indices {
        if let mistake = kind.mistake(in: text, at: index, &random) { found.insert(text.applying([mistake]).string) }
      }
    }
    #expect(found.contains(wrong))
  }

  @Test func knownMisspellingsComeFromAList() {
    let kind = KnownMisspellings(list: "recieve->receive\nteh->the\nform->from, forum\n# a line\n")
    let text = EditableText("Receive from")
    var random = MistakeRandom(seed: 1)
    #expect(kind.mistake(in: text, at: 0, &random).map { text.applying([$0]).string } == "Recieve from")
    #expect(kind.mistake(in: text, at: 1, &random) == nil)
  }

  @Test func everyKindHasAWeightInBothRates() {
    let names = Set(MistakeKinds.all.map(\.name) + ["spelling"])
    #expect(names == Set(MistakeRates.native.weights.keys) && names == Set(MistakeRates.learner.weights.keys))
    #expect(MistakeKinds.all.count + 1 == names.count)
  }
}
