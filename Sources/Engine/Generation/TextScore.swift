#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How likely a model finds a text.
package struct TextScore: Sendable, Equatable {
  /// The sum over its tokens; natural logarithm.
  package let logProbability: Double
  /// How many tokens were predicted.
  package let tokens: Int
  /// How many bytes these stand for.
  package let bytes: Int

  /// - Parameter logProbability: natural logarithm.
  package init(logProbability: Double, tokens: Int, bytes: Int) {
    (self.logProbability, self.tokens, self.bytes) = (logProbability, tokens, bytes)
  }

  /// Bits that the model needs for a byte, which does not depend on its tokens; 0 for an empty text.
  package var bitsPerByte: Double { bytes == 0 ? 0 : -logProbability / log(2) / Double(bytes) }

  /// The mean probability's inverse for a token; 1 for an empty text.
  package var perplexity: Double { tokens == 0 ? 1 : exp(-logProbability / Double(tokens)) }
}
