import Foundation
import Support
import TestSupport
import Testing

@testable import Spelling

@Suite(.enabled(if: Fixture.hasDictionary, "needs Hunspell's en_US"))
struct SpellCheckerTests {
  @Test(arguments: [
    ("I recieve teh mail.", ["recieve", "teh"]), ("A well-knwon fact.", ["knwon"]), ("It dosen't mater.", ["dosen't"]),
    ("The coputer’s screen.", ["coputer's"]), ("Zoë said “definately”.", ["definately"]),
    ("They dont know, youre late.", ["dont", "youre"]),
    ("The wrold. 😀", ["wrold"]), ("The wrold. (Yes.)", ["wrold"]), ("“The wrold.”", ["wrold"]),
  ])
  func findsMisspeltWords(text: String, words: [String]) {
    #expect(Fixture.unknown(text) == words)
  }

  @Test(arguments: [
    "They've shown it doesn't matter; the dog's bone is o'clock.", "The codebase has a namespace and a wiki.",
    "Her favourite colour was grey, and they organised it.", "NATO, PDFs and the URL’s end, page xiv, chapter iii.",
    "He was goin' home, 'twas late.", "Sooo good, aaargh!", "The café is naïve about façades and señoras.",
    "An indexable, reindexed, nonblocking thing, catlike.", "It ran approx. ten times.",
  ])
  func leavesEnglishAlone(text: String) {
    #expect(Fixture.unknown(text) == [])
  }

  @Test func rangesPointAtTheWords() throws {
    let text = "Zoë’s “definately” wrnog-headed."
    let analysis = try #require(Fixture.checker).analyze(Array(text.utf8))
    let bytes = Array(text.utf8)
    #expect(
      analysis.candidates.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["definately", "wrnog"])
  }

  @Test func namesAreLeftAlone() {
    #expect(Fixture.findings(["We met Kowalchuk there.", "Kowalchuk left."]) == [[], []])
  }

  @Test func aCapitalAtTheStartOfASentenceSaysNothing() {
    #expect(Fixture.findings(["Becuase it is late."]) == [["Becuase"]])
    #expect(Fixture.findings(["Grzwlk is a name."]) == [[]])
  }

  @Test func whatRepeatsIsATermUnlessItIsAFrequentSlip() {
    #expect(Fixture.findings(Array(repeating: "The frobnitzel turns.", count: 3)) == [[], [], []])
    #expect(Fixture.findings(["The frobnitzel turns."]) == [["frobnitzel"]])
    #expect(Fixture.findings(Array(repeating: "We recieve it.", count: 3)).allSatisfy { $0 == ["recieve"] })
  }

  @Test func theWordBeingTypedIsLeftAlone() throws {
    let checker = try #require(Fixture.checker)
    let analysis = checker.analyze(Array("We recieve defini".utf8))
    var vocabulary = DocumentVocabulary()
    vocabulary.add(analysis)
    #expect(checker.findings(in: analysis, vocabulary: vocabulary, skipping: 17..<17).map(\.word) == ["recieve"])
    #expect(checker.findings(in: analysis, vocabulary: vocabulary, skipping: 9..<10).map(\.word) == ["defini"])
  }

  @Test(arguments: [
    ("recieve", "receive"), ("teh", "the"), ("definately", "definitely"), ("Becuase", "Because"), ("alot", "a lot"),
    ("infact", "in fact"), ("dont", "don't"), ("seperate", "separate"), ("occured", "occurred"),
    ("tuesday", "Tuesday"), ("accomodation", "accommodation"), ("wierd", "weird"), ("neccessary", "necessary"),
    ("goverment's", "government's"), ("preconditoners", "preconditioners"), ("ankshiosness", "anxiousness"),
    ("Androgeny", "Androgyny"), ("thats", "that's"), ("Whats", "What's"),
  ])
  func proposesWhatWasMeant(typed: String, meant: String) throws {
    #expect(try #require(Fixture.checker).suggestions(for: typed).first?.text == meant)
  }

  @Test func aNameThatFewKnowIsNotProposedFirst() throws {
    let first = try #require(Fixture.checker).suggestions(for: "leger").first?.text
    #expect(["lager", "ledger", "leger", "larger"].contains(first))
  }

  @Test(arguments: ["bich", "bitchs", "shitt", "fukc", "niger", "asshol", "whoore"])
  func `no word is proposed that nobody wants to read`(typed: String) throws {
    let offensive = ["bitch", "bitches", "shit", "shits", "fuck", "nigger", "asshole", "whore"]
    let found = try #require(Fixture.checker).suggestions(for: typed, limit: 8).map { $0.text.lowercased() }
    #expect(Set(found).isDisjoint(with: offensive))
  }

  @Test func confidencesAreProbabilities() throws {
    for word in ["recieve", "xqzzkj", "alot", "tset"] {
      let found = try #require(Fixture.checker).suggestions(for: word, limit: 8).map(\.confidence)
      #expect(found == found.sorted(by: >))
      #expect(found.reduce(0, +) <= 1.000001 && found.allSatisfy { $0 >= 0 })
    }
  }

  @Test(arguments: [
    ("We met at the ⟦ofice⟧ today.", "office"), ("It is one of the most ⟦comon⟧ questions.", "common"),
    ("A ⟦discrption⟧ of the file.", "description"),
    ("They ⟦wer⟧ late.", "were"), ("This is not the ⟦sam⟧ thing.", "same"),
  ])
  func aContextDecidesBetweenCandidates(marked: String, meant: String) throws {
    let checker = try #require(Fixture.checker)
    let parts = marked.split(whereSeparator: { $0 == "⟦" || $0 == "⟧" }).map(String.init)
    let analysis = checker.analyze(Array(parts.joined().utf8))
    let candidate = try #require(analysis.candidates.first { $0.word == parts[1] })
    #expect(checker.suggestions(for: parts[1], in: candidate.context).first?.text == meant)
  }

  /// Ranking anew leaves the sum of the confidences as it was.
  @Test func aContextKeepsConfidencesProbabilities() throws {
    let checker = try #require(Fixture.checker)
    let context = WordClasses.english.context(of: 4..<8, in: Array("The tset ran.".utf8))
    let (plain, ranked) = (checker.suggestions(for: "tset"), checker.suggestions(for: "tset", in: context))
    #expect(zip(ranked, ranked.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
    #expect(ranked.count == plain.count && ranked.reduce(0) { $0 + $1.confidence } <= 1.000001)
  }

  @Test(arguments: [
    "He said \"paksha\", a word.", "The word “autokrator” means it.", "A 2-ary tree on aarch64-aple-drwin.",
    "It was Konohana-Sakuya-hime.", "An airmass over snowcapped hills.", "Send the json over http or tcp.",
    "A sublist of the subtypes.",
  ])
  func leavesNamesMentionsAndCompoundsAlone(text: String) {
    #expect(Fixture.findings([text]) == [[]])
  }

  @Test func aQuotedSlipIsStillOne() {
    #expect(Fixture.findings(["He said “definately” to us."]) == [["definately"]])
    #expect(Fixture.findings(["Non-existant pages."]) == [["existant"]])
    #expect(Fixture.findings(["We went alot."]) == [["alot"]])
  }

  @Test func whatRepeatsOftenIsATermEvenNearAFrequentWord() {
    #expect(Fixture.findings(Array(repeating: "Use jpm here.", count: 8)).allSatisfy { $0.isEmpty })
  }

  @Test(arguments: ["", "\u{0}a\u{0}", "a\u{0}bcd efgh\u{0}", "\u{FFFD}\u{FFFD}", "’’’’", "----", "''''a''''"])
  func oddTextsAreNoTrouble(text: String) throws {
    _ = Fixture.unknown(text)
    _ = try #require(Fixture.checker).suggestions(for: text)
  }

  @Test func aMissingDictionaryNamesThePackage() {
    let error = #expect(throws: SpellingError.self) {
      try SpellChecker(language: "de_DE", locator: DictionaryLocator(folders: ["/nowhere"]))
    }
    #expect(error?.code == "dictionary-not-found")
    #expect(error?.hint.contains("hunspell-de-de") == true)
  }

  @Test(arguments: ["../../etc/passwd", "", "en_US\u{0}"])
  func aTagIsNoPath(tag: String) {
    #expect(throws: SpellingError.self) { try SpellChecker(language: tag) }
  }

  @Test func readsADictionaryInLatin1() throws {
    try withLatin1Dictionary { locator in
      let checker = try SpellChecker(language: "fr_XX", locator: locator)
      #expect(checker.knows("été"))
      #expect(!checker.knows("hiver"))
      #expect(checker.suggestions(for: "étée").first?.text == "été")
      #expect(locator.installed() == ["fr_XX"])
    }
  }

  private func withLatin1Dictionary(_ body: (DictionaryLocator) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "stet-spelling-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("SET ISO8859-1\nTRY é\n".utf8).write(to: URL(fileURLWithPath: folder + "/fr_XX.aff"))
    try Data([0x31, 0x0A, 0xE9, 0x74, 0xE9, 0x0A]).write(to: URL(fileURLWithPath: folder + "/fr_XX.dic"))
    try body(DictionaryLocator(folders: [folder]))
  }

  /// Hunspell shares a table between handles; one that goes must not take it along.
  @Test func aDictionaryThatGoesLeavesTheOthersIntact() throws {
    let checker = try #require(Fixture.checker)
    try withLatin1Dictionary { locator in
      for _ in 0..<4 {
        let other = try SpellChecker(language: "fr_XX", locator: locator)
        #expect(other.knows("été"))
      }
    }
    #expect(
      !checker.words.dictionary.contains(Array("Http".utf8)) && checker.words.dictionary.contains(Array("Dog".utf8)))
  }

  @Test func manyTasksAtOnceAgree() async throws {
    let checker = try #require(Fixture.checker)
    let text = Array("We recieve teh mail becuase frobnitzel knwos zyx and definately qqwe.".utf8)
    let expected = checker.analyze(text)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 { group.addTask { checker.analyze(text) == expected } }
      for await agrees in group { #expect(agrees) }
    }
  }
}
