#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the weights with which a decoder and an `NGramModel` together predict texts best.
package final class NGramFit {
  /// Bits per token, and the weights that gave the last.
  package struct Result: Sendable {
    package let decoder, nGrams, both: Double
    package let weights: NGramPrior.Weights
  }

  /// One token to be predicted: logarithms by both sides, of all tokens.
  private struct Example {
    let decoder, nGrams: [Float]
    let token: Int
  }

  private let generator: TextGenerator
  private let model: NGramModel
  private var examples: [Example] = []
  private var seen = 0

  /// How many tokens are looked at; each takes eight bytes for each word of the vocabulary.
  private static let limit = 3_000
  /// Neighbours tell the same: only one of so many tokens counts.
  private static let distance = 7

  /// - Parameter generator: one without n-grams of its own.
  package init(_ generator: TextGenerator, _ model: NGramModel) { (self.generator, self.model) = (generator, model) }

  /// Adds a text that neither was made from.
  package func add(_ text: [UInt8]) {
    generator.forEachPrediction(of: text) { context, token, probabilities in
      seen += 1
      guard seen % Self.distance == 0, examples.count < Self.limit else { return }
      let known = model.probabilities(behind: context)
      examples.append(
        Example(decoder: probabilities.map { log($0 + 1e-30) }, nGrams: known.map { log($0) }, token: Int(token)))
    }
  }

  /// The best weights by Newton's method: the cost is convex in them.
  package func result() -> Result {
    var weights = (0.5, 0.5)
    for _ in 0..<12 {
      var (a, b) = (0.0, 0.0)
      var (aa, ab, bb) = (1e-6, 0.0, 1e-6)
      for example in examples {
        let moments = Self.moments(example, weights)
        a += moments.a - Double(example.decoder[example.token])
        b += moments.b - Double(example.nGrams[example.token])
        aa += moments.aa
        ab += moments.ab
        bb += moments.bb
      }
      let determinant = aa * bb - ab * ab
      weights.0 = max(0, weights.0 - (bb * a - ab * b) / determinant)
      weights.1 = max(0, weights.1 - (aa * b - ab * a) / determinant)
    }
    func bits(_ weights: (Double, Double)) -> Double {
      examples.reduce(0) { $0 + Self.moments($1, weights).cost } / M_LN2 / Double(max(1, examples.count))
    }
    return Result(
      decoder: bits((1, 0)), nGrams: bits((0, 1)), both: bits(weights),
      weights: NGramPrior.Weights(decoder: Float(weights.0), nGrams: Float(weights.1)))
  }

  /// The cost of the token in nats; means, variances and covariance of both sides' logarithms under the weighted distribution.
  private static func moments(
    _ example: Example, _ weights: (Double, Double)
  ) -> (cost: Double, a: Double, b: Double, aa: Double, ab: Double, bb: Double) {
    let (wa, wb) = (Float(weights.0), Float(weights.1))
    func score(_ token: Int) -> Float { wa * example.decoder[token] + wb * example.nGrams[token] }
    let top = example.decoder.indices.reduce(-Float.infinity) { max($0, score($1)) }
    var (sum, a, b, aa, ab, bb) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for token in example.decoder.indices {
      let share = Double(exp(score(token) - top))
      let (x, y) = (Double(example.decoder[token]), Double(example.nGrams[token]))
      sum += share
      a += share * x
      b += share * y
      aa += share * x * x
      ab += share * x * y
      bb += share * y * y
    }
    (a, b) = (a / sum, b / sum)
    let cost = log(sum) + Double(top) - Double(score(example.token))
    return (cost, a, b, aa / sum - a * a, ab / sum - a * b, bb / sum - b * b)
  }
}
