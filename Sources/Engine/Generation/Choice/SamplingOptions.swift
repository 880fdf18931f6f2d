/// How the next token is chosen among those that a model thinks likely.
package struct SamplingOptions: Sendable, Equatable {
  /// 0 takes the most likely token; else logits are divided by it before one is drawn.
  package var temperature: Double
  /// Only so many of the most likely tokens are drawn from; nil for all.
  package var topK: Int?
  /// Only the most likely tokens that together have this probability are drawn from (Holtzman et al., arXiv 1904.09751).
  package var topP: Double
  /// Logits of tokens that occurred lately are divided by it where positive, else multiplied (Keskar et al., arXiv 1909.05858); 1 for none.
  package var repetitionPenalty: Double
  /// How many of the last tokens count as lately.
  package var repetitionWindow: Int
  /// So many tokens in a row never occur twice; 0 for no such rule.
  package var unrepeatedRun: Int

  package init(
    temperature: Double = 0, topK: Int? = nil, topP: Double = 1, repetitionPenalty: Double = 1,
    repetitionWindow: Int = 64, unrepeatedRun: Int = 0
  ) {
    (self.temperature, self.topK, self.topP) = (temperature, topK, topP)
    (self.repetitionPenalty, self.repetitionWindow) = (repetitionPenalty, repetitionWindow)
    self.unrepeatedRun = unrepeatedRun
  }

  /// The most likely token, always.
  package static let greedy = SamplingOptions()

  /// - Throws: `GenerationError` `option-invalid` naming the one that is out of range.
  func check() throws {
    guard temperature >= 0, temperature <= 100 else { throw GenerationError.option("temperature", "from 0 to 100") }
    guard topK.map({ $0 > 0 }) ?? true else { throw GenerationError.option("top-k", "at least 1") }
    guard topP > 0, topP <= 1 else { throw GenerationError.option("top-p", "over 0 and at most 1") }
    guard repetitionPenalty >= 1, repetitionPenalty <= 100 else {
      throw GenerationError.option("repetition penalty", "from 1 to 100")
    }
    guard repetitionWindow >= 0, unrepeatedRun >= 0 else {
      throw GenerationError.option("repetition window", "at least 0")
    }
  }
}
