import Inference
import Models
import TestSupport
import Testing

@testable import Generation

/// A model that many ask at the same time.
@Suite(.timeLimit(.minutes(2))) struct GenerationEngineTests {
  private static let long = CompletionOptions(maximumTokens: 120, stopsAtSentenceEnd: false, stopsAtLineEnd: false)

  private let model: ModelBundle

  init() throws { model = try ModelBundle(directory: SharedData.languageModel) }

  @Test func `says what the generator says, whoever asks beside`() async throws {
    let (engine, generator) = (try GenerationEngine(model), try TextGenerator(model))
    let texts = ["The keeper lit", "It was int", "Ships saw the li", "", "A letter from the har"].map { Array($0.utf8) }
    try await withThrowingTaskGroup(of: (Int, Lane, [Completion]).self) { group in
      for round in 0..<20 {
        let (lane, text): (Lane, Int) = (round % 3 == 0 ? .background : .keystroke, round % texts.count)
        let options = lane == .background ? Self.long : CompletionOptions()
        group.addTask { (text, lane, try await engine.complete(texts[text], options, lane: lane)) }
      }
      for try await (text, lane, found) in group {
        let options = lane == .background ? Self.long : CompletionOptions()
        #expect(found.map(\.bytes) == (try generator.complete(texts[text], options)).map(\.bytes))
      }
    }
    let work = engine.statistics
    #expect(work.generations >= 20 && work.computedTokens > 0 && work.cachedBytes > 0)
    #expect(engine.queueLength(.keystroke) == 0 && engine.queueLength(.background) == 0)
  }

  @Test func `a cancelled request throws, and the engine goes on`() async throws {
    let engine = try GenerationEngine(model)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await engine.complete(Array("The".utf8), Self.long, lane: .background)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await !engine.complete(Array("The keeper lit".utf8), lane: .keystroke).isEmpty)
  }

  @Test func `options that do not fit, and models that predict nothing, are errors`() async throws {
    let engine = try GenerationEngine(model)
    await #expect(throws: GenerationError.self) {
      try await engine.complete([], CompletionOptions(maximumTokens: 0), lane: .keystroke)
    }
    #expect(throws: GenerationError.self) { try GenerationEngine(GenerationFixture.model("distilbert")) }
  }
}
