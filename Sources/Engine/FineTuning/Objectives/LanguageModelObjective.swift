import Architectures
import Datasets
import Generation
import Models
import Tensors
import Tokenizers
import Training

/// Texts whose every token is to be predicted from those before it, cut into blocks of equal length.
///
/// Documents follow each other with the model's end of a text between them; what a block begins with has only the model's beginning before it.
struct LanguageModelObjective: Objective {
  let model: any LanguageModel
  /// What the model's logits stand on; nil for nothing.
  private let nGrams: NGramPrior?
  /// The tokens of all texts.
  private let ids: [Int32]
  private let beginning: Int32
  /// Tokens of a block.
  private let length: Int

  init(
    _ model: any LanguageModel, _ texts: [ProseText], _ tokenizer: any Tokenizer, _ boundaries: TextBoundaries,
    beginning: Int32, length: Int,
    nGrams: NGramPrior? = nil
  ) {
    (self.model, self.beginning, self.length, self.nGrams) = (model, beginning, length, nGrams)
    var (ids, encoding) = ([Int32](), Encoding())
    for text in texts {
      text.bytes.withUnsafeBufferPointer { bytes in
        for document in text.documents {
          encoding.removeAll()
          let bytes = UnsafeBufferPointer(rebasing: bytes[document])
          _ = tokenizer.encode(bytes, addSpecialTokens: false, limit: nil, into: &encoding)
          ids += encoding.ids + boundaries.ends.prefix(1)
        }
      }
    }
    self.ids = ids
  }

  /// How many tokens the texts have.
  var tokens: Int { ids.count }

  var count: Int { (ids.count + length - 1) / length }

  func tokenCount(of example: Int) -> Int { block(example).count }

  private func block(_ example: Int) -> Range<Int> { example * length..<min((example + 1) * length, ids.count) }

  /// The cost of every token, `[tokens, 1]`, natural logarithm.
  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    let blocks = examples.map(block)
    let inputs = blocks.map { [beginning] + ids[$0.dropLast()] }
    var logits = model.logits(model.encode(PackedBatch(inputs), in: execution), in: execution)
    if let nGrams {
      let contexts = inputs.flatMap { input in input.indices.map { input[...$0] } }
      logits = nGrams.applied(to: logits, behind: contexts, in: execution)
    }
    return [execution.tokenLosses(logits, blocks.flatMap { ids[$0] })]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor { execution.mean(outputs[0]) }
}
