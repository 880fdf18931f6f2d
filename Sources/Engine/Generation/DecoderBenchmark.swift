import Architectures
package import Models
import Tensors
import Tokenizers

/// Times a decoder on a text: reading, decoding, and suggestions while the text is typed.
package struct DecoderBenchmark {
  /// Milliseconds where nothing else is said.
  package struct Report: Sendable {
    package let contextTokens: Int
    /// Of reading the context into an empty cache.
    package let reading: Double
    /// Tokens in a second, one after the other behind the context.
    package let tokensPerSecond: Double
    /// Of suggestions, one for each byte that is typed: sorted.
    package let suggestions: [Double]
    /// Tokens that went through the model for each of them, on average.
    package let tokensPerSuggestion: Double
  }

  private let model: ModelBundle
  private let clock = ContinuousClock()

  package init(_ model: ModelBundle) { self.model = model }

  /// - Parameters:
  ///   - text: of which the end is typed.
  ///   - context: tokens of the text before.
  ///   - decoded: tokens to decode.
  ///   - typed: bytes to type.
  /// - Throws: `GenerationError` for a model that predicts nothing, or options out of range.
  package func run(_ text: [UInt8], context: Int, decoded: Int, typed: Int, options: CompletionOptions) throws -> Report
  {
    let generator = try TextGenerator(model)
    let (decoder, execution) = (generator.decoder, Execution())
    let ids = Array(model.tokenizer.encode(text, addSpecialTokens: false).ids.suffix(context))
    let cache = decoder.makeCache(model.precision.cacheFormat)
    let reading = milliseconds { _ = decoder.extend(cache, by: ids, in: execution) }
    let decoding = milliseconds {
      for step in 0..<decoded {
        let hidden = decoder.extend(cache, by: [ids[step % ids.count]], in: execution)
        _ = decoder.logits(hidden, in: execution)
      }
    }
    var options = options
    options.contextTokens = context
    _ = try generator.complete(Array(text.dropLast(typed)), options)
    let before = generator.computedTokens
    let times = try (0..<typed).map { left in
      try milliseconds { _ = try generator.complete(Array(text.dropLast(typed - 1 - left)), options) }
    }
    return Report(
      contextTokens: ids.count, reading: reading, tokensPerSecond: Double(decoded) / decoding * 1000,
      suggestions: times.sorted(), tokensPerSuggestion: Double(generator.computedTokens - before) / Double(typed))
  }

  private func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    try clock.measure(body) / .milliseconds(1)
  }
}
