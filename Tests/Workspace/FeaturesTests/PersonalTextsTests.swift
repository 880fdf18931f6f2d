import Documents
import Generation
import Inference
import Models
import Synchronization
import TestSupport
import Testing
import Text

@testable import Features

/// What a person wrote, and what suggestions make of it.
@Suite(.timeLimit(.minutes(2))) struct PersonalTextsTests {
  private let texts = PersonalTexts()
  private let model: ModelBundle
  private let completer: TextCompleter

  init() throws {
    model = try ModelBundle(directory: SharedData.languageModel)
    completer = TextCompleter(engine: try GenerationEngine(model))
  }

  private func memory(_ paragraphs: [String], _ texts: PersonalTexts? = nil) async -> PersonalTexts.Memory {
    let texts = texts ?? self.texts
    texts.change()
    return await texts.newest(model.tokenizer) { paragraphs.map { Array($0.utf8) } }
  }

  private func met(in town: String) async -> PersonalTexts.Memory {
    await memory(Array(repeating: "We met at the inner harbour of \(town) again.", count: 3))
  }

  private func suggested(_ text: String, _ personal: PersonalTexts.Memory?) async throws -> String? {
    let document = Document(uri: "file:///a", languageID: "markdown", version: 1, utf8: Array(text.utf8))
    let end = document.snapshot.rope.count
    let place = try #require(TypingPlace(in: document, replacing: end..<end))
    return try await completer.suggestions(
      at: place, near: end, in: document.snapshot, checker: Fixture.checker, CompletionOptions(maximumTokens: 30),
      personal: personal, owner: "a", lane: .keystroke
    ).first?.text
  }

  @Test(.enabled(if: Fixture.hasDictionary, "Hunspell's en_US is not installed"))
  func `a name that only other texts have goes on, though no dictionary has it`() async throws {
    let typed = "They met at the inner harbour of Vlis"
    let personal = await met(in: "Vlissingen")
    #expect(try await suggested(typed, personal)?.hasPrefix("singen") == true)
    #expect(try await suggested(typed, nil)?.hasPrefix("singen") != true)
    #expect(personal.has("VLISSINGEN") && personal.has("harbour") && !personal.has("Vlis"))
  }

  @Test(.enabled(if: Fixture.hasDictionary, "Hunspell's en_US is not installed"))
  func `what other texts suggested is not remembered for these`() async throws {
    let typed = "They met at the inner harbour of Vlis"
    let (old, new) = (await met(in: "Vlissingen"), await met(in: "Vlistock"))
    #expect(old.content != new.content)
    #expect(try await suggested(typed, old)?.hasPrefix("singen") == true)
    let generations = completer.engine.statistics.generations
    #expect(try await suggested(typed, new)?.hasPrefix("tock") == true)
    #expect(completer.engine.statistics.generations == generations + 1)
    // Each knows its own, what is typed through too.
    #expect(try await suggested(typed + "sin", old)?.hasPrefix("gen") == true)
    #expect(try await suggested(typed + "t", new)?.hasPrefix("ock") == true)
    #expect(completer.engine.statistics.generations == generations + 1)
  }

  @Test func `they are read again when they changed, and then only`() async {
    let reads = Mutex(0)
    let read: @Sendable () -> [[UInt8]] = {
      reads.withLock {
        $0 += 1
        return [Array("Text \($0).".utf8)]
      }
    }
    let first = await texts.last(model.tokenizer, read)
    #expect(await texts.newest(model.tokenizer, read).content == first.content && reads.withLock { $0 } == 1)
    texts.change()
    let second = await texts.newest(model.tokenizer, read)
    #expect(second.content != first.content && reads.withLock { $0 } == 2)
    #expect(await texts.last(model.tokenizer, read).content == second.content && reads.withLock { $0 } == 2)
  }

  @Test func `the newest paragraphs stay where there is no room for all, and what is no prose is left out`() async {
    let small = PersonalTexts(limit: 60)
    let paragraphs = (0..<40).map { "Harbour number\($0) again." }
    let memory = await memory(paragraphs + [String(repeating: "x", count: 1 << 17)], small)
    #expect(memory.has("number39") && !memory.has("number0") && memory.model.count <= 60 && memory.model.count > 30)
    let kept = paragraphs.filter { memory.has(String($0.split(separator: " ")[1])) }
    #expect(await self.memory(kept).content == memory.content)
  }

  @Test func `after any changes they are what they would be from scratch`() async throws {
    var (random, paragraphs) = (SeededRandom(5), (0..<12).map { "The keeper of light \($0) lit it." })
    for _ in 0..<12 {
      let index = Int.random(in: 0..<paragraphs.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: paragraphs.remove(at: index)
      case 1: paragraphs[index] += " Again."
      default: paragraphs.insert(paragraphs[index], at: 0)
      }
      let (grown, fresh) = (await memory(paragraphs), await memory(paragraphs, PersonalTexts()))
      #expect(grown.content == fresh.content && grown.model.count == fresh.model.count)
      let typed = Array("The keeper of".utf8)
      let found = try await (
        completer.engine.complete(typed, personal: grown.model, lane: .keystroke),
        completer.engine.complete(typed, personal: fresh.model, lane: .keystroke)
      )
      #expect(found.0.map(\.bytes) == found.1.map(\.bytes) && found.0.map(\.probability) == found.1.map(\.probability))
    }
    // The order counts.
    let swapped = await memory(paragraphs.reversed())
    #expect(await memory(paragraphs).content != swapped.content)
  }
}
