import Tokenizers

@testable import Keystrokes

/// What several tests need: n-grams of a text, and predictors that know the future.
enum KeystrokesFixture {
  /// A model of some documents that keeps everything.
  static func model(_ documents: [String], lengths: Int, discount: Double? = nil) -> UnitModel {
    var counter = NGramCounter()
    for document in documents { counter.add(Array(document.utf8)) }
    var pruning = NGramCounter.Pruning()
    (pruning.units, pruning.grams) = (1, [Int](repeating: 1, count: lengths - 1))
    return counter.model(pruning, discount: discount)
  }

  /// Sentences that repeat each other's words.
  static let prose = [
    "The tide came in and the boats went out. The tide went out and the boats came in.",
    "In the harbour the boats lay still, and the keeper of the harbour lit the lamp.\nNobody had asked him to.",
    "Then the tide came in again, and the keeper went home. The boats lay still in the harbour.",
  ]
}

/// Says what a closure says.
final class ScriptedPredictor: Predictor {
  let name = "script"
  private let script: (Int) -> (text: String, confidence: Double)?
  /// How often it was asked.
  private(set) var requests = 0

  init(_ script: @escaping (Int) -> (text: String, confidence: Double)?) { self.script = script }

  func suggestion(at place: Int, of text: [UInt8], confidence: Double) -> Suggestion? {
    requests += 1
    guard let answer = script(place), answer.confidence >= confidence else { return nil }
    let bytes = Array(answer.text.utf8)
    return Suggestion(bytes: bytes, cuts: [Suggestion.Cut(end: bytes.count, confidence: answer.confidence)])
  }

  func words(at place: Int, of text: [UInt8], count: Int) -> [[UInt8]] {
    script(place).map { [Array($0.text.utf8)] } ?? []
  }
}
