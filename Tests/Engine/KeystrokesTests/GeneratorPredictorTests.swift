import Foundation
import Generation
import Models
import TestSupport
import Testing

@testable import Keystrokes

@Suite struct GeneratorPredictorTests {
  private static let text = Array(
    "Here the tide came in.\nThere the tide came again.\nIt went out, and the tide came".utf8)

  private static func predictor(personal: Bool) throws -> GeneratorPredictor {
    let folder = SharedData.repository + "/Tests/Engine/ModelsTests/Fixtures/llama-grouped"
    let generator = try TextGenerator(ModelBundle(directory: folder))
    return GeneratorPredictor(
      generator, name: "model", options: CompletionOptions(maximumTokens: 12),
      personal: personal ? PersonalModel(weights: .init(halves: [100, 2, 1])) : nil)
  }

  @Test(arguments: [false, true]) func whatIsSaidFollowsFromTheTextBefore(personal: Bool) throws {
    let used = try Self.predictor(personal: personal)
    used.begin()
    // Back and forth, as the passes of a replay go.
    for place in [10, 40, 70, 30, 70, Self.text.count] {
      let fresh = try Self.predictor(personal: personal)
      let (a, b) = try (
        used.suggestion(at: place, of: Self.text, confidence: 0.01),
        fresh.suggestion(at: place, of: Self.text, confidence: 0.01)
      )
      #expect(a?.bytes == b?.bytes && a?.cuts.map(\.end) == b?.cuts.map(\.end))
    }
  }

  @Test func linesThatEndedAreLearnt() throws {
    let place = Self.text.count - "tide came".utf8.count
    let (alone, own) = try (Self.predictor(personal: false), Self.predictor(personal: true))
    let expected = Array("tide came".utf8)
    let found = try own.suggestion(at: place, of: Self.text, confidence: 0)?.bytes ?? []
    #expect(found.starts(with: expected), "\(String(decoding: found, as: UTF8.self))")
    #expect(try alone.suggestion(at: place, of: Self.text, confidence: 0)?.bytes.starts(with: expected) != true)
    // Nothing of another text is kept.
    own.begin()
    let other = Array("and the".utf8)
    let (first, second) = try (
      own.suggestion(at: other.count, of: other, confidence: 0),
      alone.suggestion(at: other.count, of: other, confidence: 0)
    )
    #expect(first?.bytes == second?.bytes && first != nil)
  }

  @Test func nextWordsAreAlternatives() throws {
    let words = try Self.predictor(personal: true).words(at: 5, of: Self.text, count: 3)
    #expect(words.count == 3 && Set(words).count == 3)
  }
}
