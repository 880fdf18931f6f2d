package import Generation
import Models

/// Predicts with a language model as an editor asks it, alone or mixed with the person's own texts.
package final class GeneratorPredictor: Predictor {
  package let name: String
  private let generator: TextGenerator
  private let options: CompletionOptions
  /// What there is before each text; nil without any mixing.
  private let before: PersonalModel?
  private var personal: PersonalModel?
  /// How much of the text is in `personal`: whole lines.
  private var learnt = 0

  /// - Parameters:
  ///   - options: of each request but for the confidence.
  ///   - personal: with it, what is learnt from a text as its lines end is mixed in; nil for the model alone.
  package init(
    _ generator: TextGenerator, name: String, options: CompletionOptions = CompletionOptions(),
    personal: PersonalModel? = nil
  ) {
    (self.generator, self.name, self.options) = (generator, name, options)
    (before, self.personal) = (personal, personal)
  }

  package func begin() { (personal, learnt) = (before, 0) }

  package func suggestion(at place: Int, of text: [UInt8], confidence: Double) throws -> Suggestion? {
    learn(text, upTo: place)
    var options = options
    options.minimumConfidence = confidence
    guard let best = try generator.complete(Array(text[..<place]), options, personal: personal).first else {
      return nil
    }
    return Suggestion(
      bytes: best.bytes, cuts: best.cuts.map { Suggestion.Cut(end: $0.end, confidence: $0.probability) })
  }

  package func words(at place: Int, of text: [UInt8], count: Int) throws -> [[UInt8]] {
    learn(text, upTo: place)
    var options = options
    (options.maximumTokens, options.candidates, options.minimumConfidence) = (1, count, 0)
    return try generator.complete(Array(text[..<place]), options, personal: personal).map(\.bytes)
  }

  /// Adds the lines that end before a place.
  private func learn(_ text: [UInt8], upTo place: Int) {
    guard personal != nil else { return }
    if place < learnt { begin() }
    while let end = text[learnt..<place].firstIndex(of: 0x0A) {
      personal?.add(Array(text[learnt..<end]), generator.model.tokenizer)
      learnt = end + 1
    }
  }
}
