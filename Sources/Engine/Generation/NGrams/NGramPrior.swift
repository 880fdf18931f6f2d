package import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What an `NGramModel` knows, as the ground on which a decoder's logits stand.
///
/// The logarithm of its probabilities is added to the logits, each with a weight of its own. A decoder that trains on this ground learns what the
/// runs cannot know, instead of the runs themselves (Li et al., "Residual learning of neural text generation with n-gram language
/// model", 2022). Immutable; any number of threads may share it.
package struct NGramPrior: Sendable {
  /// What both sides are multiplied by.
  package struct Weights: Sendable, Equatable {
    package var decoder: Float
    package var nGrams: Float

    package init(decoder: Float, nGrams: Float) { (self.decoder, self.nGrams) = (decoder, nGrams) }

    /// Where the file notes them.
    static let key = "weights"

    var text: String { "\(decoder) \(nGrams)" }

    init?(_ text: String) {
      let numbers = text.split(separator: " ").compactMap { Float($0) }
      guard numbers.count == 2, numbers.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
      self.init(decoder: numbers[0], nGrams: numbers[1])
    }
  }

  package let model: NGramModel
  package let weights: Weights

  package init(_ model: NGramModel, _ weights: Weights) { (self.model, self.weights) = (model, weights) }

  /// The one in the folder of a model; nil where it has none.
  ///
  /// - Parameter vocabulary: how many tokens the model has.
  /// - Throws: errors of reading the file, `GenerationError` `ngrams-damaged`.
  package init?(in directory: String, vocabulary: Int) throws {
    let path = directory + "/" + NGramModel.fileName
    guard access(path, F_OK) == 0 else { return nil }
    let model = try NGramModel(path: path)
    guard model.vocabulary == vocabulary else {
      throw GenerationError.ngrams(path, "it has \(model.vocabulary) tokens, the model \(vocabulary)")
    }
    guard let weights = Weights(try SafetensorsFile(path: path).metadata[Weights.key] ?? "") else {
      throw GenerationError.ngrams(path, "it does not say how much it weighs")
    }
    self.init(model, weights)
  }

  /// What stands on it: `[contexts, vocabulary]`, logits too.
  ///
  /// - Parameter contexts: the tokens before each row's; the last three count.
  package func applied<Context: BidirectionalCollection<Int32>>(
    to logits: Tensor, behind contexts: [Context], in execution: Execution
  ) -> Tensor {
    precondition(logits.columns == model.vocabulary && logits.rows == contexts.count, "a context for each row")
    let sum = execution.scale(logits, by: weights.decoder)
    var scratch = NGramModel.Scratch()
    for (row, context) in contexts.enumerated() {
      guard let values = sum.row(row).baseAddress else { continue }
      model.addLogProbabilities(behind: context, weight: weights.nGrams, to: values, &scratch)
    }
    return sum
  }
}
