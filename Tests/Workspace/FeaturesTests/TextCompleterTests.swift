import Documents
import Generation
import Inference
import Models
import TestSupport
import Testing
import Text

@testable import Features

/// What is suggested, and what of that costs no pass of the model.
@Suite(.timeLimit(.minutes(2))) struct TextCompleterTests {
  private let completer: TextCompleter
  private static let automatic = CompletionOptions(minimumConfidence: 0.3)

  init() throws {
    completer = TextCompleter(engine: try GenerationEngine(ModelBundle(directory: SharedData.languageModel)))
  }

  private var generations: Int { completer.engine.statistics.generations }

  private func place(_ text: String) throws -> TypingPlace {
    let document = Document(uri: "file:///a", languageID: "markdown", version: 1, utf8: Array(text.utf8))
    let end = document.snapshot.rope.count
    return try #require(TypingPlace(in: document, replacing: end..<end))
  }

  private func suggested(_ text: String, _ options: CompletionOptions = automatic) async throws -> [String] {
    try await completer.suggestions(at: place(text), options, owner: "a", lane: .keystroke).map(\.text)
  }

  private func words(_ text: String, count: Int = 5) async throws -> [String] {
    let document = Document(uri: "file:///a", languageID: "markdown", version: 1, utf8: Array(text.utf8))
    return try await completer.words(
      at: place(text), near: text.utf8.count, in: document.snapshot, checker: nil, count: count, contextTokens: 512,
      personal: nil, owner: "a"
    ).map(\.text)
  }

  @Test func `a suggestion that is typed through costs one pass in all`() async throws {
    let whole = try #require(try await suggested("It was int").first)
    #expect(whole.hasPrefix("eresting to watch") && generations == 1)
    for count in 1..<whole.count {
      let found = try await suggested("It was int" + whole.prefix(count))
      #expect(found == [String(whole.dropFirst(count))])
    }
    #expect(generations == 1)
    // All of it is typed: what comes now is new.
    _ = try await suggested("It was int" + whole)
    #expect(generations == 2)
  }

  @Test func `another letter asks again`() async throws {
    _ = try await suggested("The kee")
    #expect(try await suggested("The len") == ["s turned all night long."] && generations == 2)
  }

  @Test func `that there is nothing to say is remembered too`() async throws {
    let sure = CompletionOptions(minimumConfidence: 1)
    for _ in 0..<2 { #expect(try await suggested("Yesterday", sure) == []) }
    #expect(generations == 1)
    // Not for somebody who is content with less.
    #expect(try await !suggested("Yesterday", CompletionOptions()).isEmpty && generations == 2)
  }

  @Test func `alternatives are asked for once, and typing one goes on with it`() async throws {
    let three = CompletionOptions(candidates: 3)
    let found = try await suggested("The ", three)
    #expect(found.count == 3 && Set(found).count == 3)
    #expect(try await suggested("The ", three) == found && generations == 1)
    let last = found[2]
    #expect(try await suggested("The " + last.prefix(2)) == [String(last.dropFirst(2))] && generations == 1)
    // Their rests are no alternatives.
    _ = try await suggested("The " + last.prefix(2), three)
    #expect(generations == 2)
  }

  @Test func `no suggestion contradicts what is typed, wherever typing stops`() async throws {
    let text = "She wrote every wreck into the logbook."
    for count in 3..<text.count {
      for found in try await suggested(String(text.prefix(count)), CompletionOptions(candidates: 2)) {
        #expect(!found.isEmpty && found.last?.isWhitespace == false && !found.contains("\n"))
      }
    }
    #expect(try await suggested("She wrote every wr").first == "eck into the logbook.")
  }

  @Test func `only so many texts are remembered`() {
    var cache = SuggestionCache(capacity: 3)
    let options = CompletionOptions()
    for number in 0..<5 { cache.insert([], after: Array("text \(number)".utf8), options, personal: nil) }
    let known = (0..<5).map { cache.suggestions(after: Array("text \($0)".utf8), options, personal: nil) != nil }
    #expect(known == [false, false, true, true, true])
  }

  @Test(arguments: [
    ("inter", "esting to watch", "esting to watch"), ("inter", "y and more", nil), ("", "lit the lamp", "lit the lamp"),
    ("keeper", " lit thx lamp", " lit"), ("keeper", " of Qexy 12x and", " of Qexy 12x and"), ("it’", "s the", "s the"),
    ("keeper", ", thx", ","), ("", "thx lamp", nil), ("K", "exy lit", nil), ("K", "eeper lit", "eeper lit"),
    ("x", "2y lamp", "2y lamp"), ("keeper", "'", "'"), ("caf", "é lamp", "é lamp"),
  ]) func `a suggestion ends before a word that is none`(_ typed: String, _ bytes: String, _ expected: String?) throws {
    let known = ["interesting", "to", "watch", "lit", "the", "lamp", "of", "and", "it's", "keeper", "more", "café"]
    let suggestion = try #require(TextSuggestion(Array(bytes.utf8), 0.5))
    let cut = suggestion.upToUnknownWord(after: Array(typed.utf8)) { known.contains($0.lowercased()) }
    #expect(cut?.text == expected && (cut?.confidence ?? 0.5) == 0.5)
  }

  @Test(.enabled(if: Fixture.hasDictionary, "Hunspell's en_US is not installed"))
  func `words of the text are words, too`() async throws {
    func suggested(_ text: String) async throws -> [String] {
      let document = Document(uri: "file:///a", languageID: "markdown", version: 1, utf8: Array(text.utf8))
      return try await completer.suggestions(
        at: place(text), near: text.utf8.count, in: document.snapshot, checker: Fixture.checker,
        CompletionOptions(maximumTokens: 6, candidates: 4), personal: nil, owner: "a", lane: .keystroke
      ).map(\.text)
    }
    #expect(try await suggested("It was int").first?.hasPrefix("eresting") == true)
    #expect(try await suggested("The embermem").filter { $0.first?.isLetter == true } == [])
    #expect(try await !self.suggested("The embermem", CompletionOptions(maximumTokens: 6, candidates: 4)).isEmpty)
    #expect(NearbyWords.have("zyxwv", near: 9, in: Fixture.snapshot("A Zyxwv here.\n")))
    #expect(!NearbyWords.have("zyxwv", near: 9, in: Fixture.snapshot("A zyxwvu here.\n")))
  }

  @Test func `words go on with what is typed, the model's first`() async throws {
    #expect(try await words("The kee").first == "keeper")
    // Not "inter", though every way to "interesting" leads through it.
    #expect(try await words("It was int").first == "interesting")
    for word in try await words("Ships saw the l") { #expect(word.hasPrefix("l") && word.count > 1) }
    #expect(try await words("The ").isEmpty == false)
  }

  @Test func `words of the text come too, in the spelling that is typed`() async throws {
    let text = "Keelson and keelson. The zygote, `zyklon` and Zygote's.\n\n"
    #expect(try await words(text + "The zyg").contains("zygote"))
    #expect(try await !words(text + "The zyk").contains("zyklon"))
    #expect(try await words(text + "Kee", count: 10).contains("Keelson"))
    #expect(try await words(text + "the kee", count: 10).contains("keelson"))
  }
}
