import Foundation
import Inference
import Models
import Support
import TestSupport
import Testing

@Suite struct InferenceEngineTests {
  private static let model = Result { try ModelBundle(directory: FixtureModels.directory("gelu-3-layers")) }
  private let encoder: SentenceEncoder

  init() throws { encoder = SentenceEncoder(model: try Self.model.get(), threads: 2) }

  private func texts(_ count: Int) -> [[UInt8]] {
    (0..<count).map { Array("the cat sat on \(String(repeating: "the mat ", count: $0 % 9))".utf8) }
  }

  @Test func answersAreThoseOfTheEncoderInOrder() async throws {
    let engine = InferenceEngine(encoder: encoder)
    let texts = texts(40)
    let vectors = try await engine.embed(texts, lane: .keystroke)
    let expected = encoder.encode(texts)
    #expect(vectors.count == 40)
    for (a, b) in zip(vectors, expected) { #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-5 }) }
    #expect(engine.modelPasses == 80)
    #expect(Lane.allCases.allSatisfy { engine.queueLength($0) == 0 })
  }

  @Test func manyCallersAreAllAnswered() async throws {
    let engine = InferenceEngine(encoder: encoder)
    let texts = texts(30)
    let expected = encoder.encode(texts)
    try await withThrowingTaskGroup(of: (Int, [[Float]]).self) { group in
      for caller in 0..<30 {
        group.addTask {
          (caller, try await engine.embed([texts[caller]], lane: caller % 2 == 0 ? .keystroke : .background))
        }
      }
      for try await (caller, vectors) in group {
        #expect(zip(vectors[0], expected[caller]).allSatisfy { abs($0 - $1) < 1e-5 })
      }
    }
  }

  @Test func aCancelledRequestThrowsAndTheNextIsAnswered() async throws {
    let engine = InferenceEngine(encoder: encoder)
    let many = texts(5_000)
    let task = Task { try await engine.embed(many, lane: .background) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await engine.embed(texts(3), lane: .background).count == 3)
    #expect(engine.queueLength(.background) == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func keystrokesOvertakeBackgroundWork() async throws {
    let engine = InferenceEngine(encoder: encoder)
    // So many that the background cannot end before a busy machine lets this test go on.
    let many = texts(200_000)
    let task = Task { try await engine.embed(many, lane: .background).count }
    while engine.queueLength(.background) == 0 { await Task.yield() }
    _ = try await engine.embed(texts(1), lane: .keystroke)
    #expect(engine.queueLength(.background) > 0, "the background was asked first and is not done")
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(engine.queueLength(.background) == 0)
  }

  @Test func tooManySentencesAreRefusedWithAHint() async throws {
    let engine = InferenceEngine(encoder: encoder, capacity: 10)
    let many = texts(11)
    let error = await #expect(throws: InferenceError.self) { try await engine.embed(many, lane: .background) }
    #expect(error?.code == "engine-busy" && error?.hint.isEmpty == false)
    #expect(try await engine.embed(texts(10), lane: .background).count == 10)
  }

  @Test func noTextsNeedNoPass() async throws {
    let engine = InferenceEngine(encoder: encoder)
    #expect(try await engine.embed([], lane: .keystroke).isEmpty)
    #expect(engine.modelPasses == 0)
  }

  @Test func anyBytesGiveAFiniteVectorWithinTheLimit() {
    var random = SeededRandom(9)
    var texts = (0..<50).map { _ in
      (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    texts.append([UInt8](repeating: 0x61, count: 100_000))
    for text in texts { #expect(encoder.tokenize(text).count <= encoder.maximumTokens) }
    for vector in encoder.encode(texts) { #expect(vector.allSatisfy(\.isFinite) && vector.count == 24) }
  }
}
