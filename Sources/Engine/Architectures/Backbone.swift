package import Tensors

/// An encoder: token ids in, one hidden state per token out.
///
/// It knows no task.
package protocol Backbone: Sendable {
  /// Its sizes.
  var dimensions: BackboneDimensions { get }

  /// Hidden states of every token, `[tokens, hidden]`.
  ///
  /// Ids, types and lengths must be within `dimensions`; see `PackedBatch.check(against:)`.
  /// - Parameters:
  ///   - last: the layer to stop after, whose states are given back: 0 for the embeddings, at most `dimensions.layers`.
  ///   - observe: gets what each layer makes, `[tokens, hidden]`, in order; 0 stands for the embeddings, `dimensions.layers` for the last layer.
  func encode(
    _ batch: PackedBatch, through last: Int, in execution: Execution,
    observe: (_ layer: Int, _ states: Tensor) -> Void
  ) -> Tensor

  /// What the checkpoint calls the weights of a layer, by Stet's names for those of a head's own layers (`query`, `inner`, ...).
  ///
  /// A head's branch that is to begin as a copy of the backbone's layers finds them so.
  /// - Parameter index: from 0 to below `dimensions.layers`.
  func layerNames(_ index: Int) -> [String: String]

  /// Which way a weight of this name lies in its checkpoint: `columns` for `[inputs, outputs]`.
  ///
  /// Eight bits want a scale for each output.
  func scaleAxis(of weight: String) -> ScaleAxis

  /// What the model's own pooling layer makes of hidden states, `[sequences, hidden]`; nil where it has none.
  func pooled(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor?
}

extension Backbone {
  package func scaleAxis(of weight: String) -> ScaleAxis { .rows }

  /// Hidden states of the last layer, with a look at those of all layers on the way.
  package func encode(
    _ batch: PackedBatch, in execution: Execution, observe: (_ layer: Int, _ states: Tensor) -> Void
  ) -> Tensor {
    encode(batch, through: dimensions.layers, in: execution, observe: observe)
  }

  /// Hidden states of every token, `[tokens, hidden]`.
  package func encode(_ batch: PackedBatch, in execution: Execution) -> Tensor {
    encode(batch, in: execution) { _, _ in }
  }
}

/// The sizes of a backbone that its callers must know.
package struct BackboneDimensions: Sendable, Equatable {
  /// The family, as `model_type` names it: "bert".
  package let family: String
  /// Width of a hidden state.
  package let hidden: Int
  /// Layers.
  package let layers: Int
  /// Heads of a layer's attention.
  package let attentionHeads: Int
  /// Width of a layer's feed-forward middle.
  package let inner: Int
  /// The activation there.
  package let activation: Activation
  /// Ids are below this.
  package let vocabulary: Int
  /// A sequence has at most this many tokens.
  package let maximumTokens: Int
  /// Segment ids are below this.
  ///
  /// A family without segments takes any.
  package let types: Int
  /// Case ids are below this; 0 for a model that wants none.
  package let caseFeatures: Int
}

extension PackedBatch {
  /// Makes sure that a backbone of these dimensions can take the batch.
  ///
  /// - Throws: `ArchitectureError` `input-out-of-range` for an id, a type, a case or a length that it cannot.
  package func check(against dimensions: BackboneDimensions) throws {
    if let id = ids.first(where: { $0 < 0 || $0 >= dimensions.vocabulary }) {
      throw ArchitectureError.input("token id \(id) is outside of the vocabulary of \(dimensions.vocabulary)")
    }
    if let type = typeIDs.first(where: { $0 >= dimensions.types }) {
      throw ArchitectureError.input("token type \(type) is outside of the \(dimensions.types) types")
    }
    if dimensions.caseFeatures > 0 {
      guard caseIDs.count == tokenCount else {
        throw ArchitectureError.input("the model has case features, but the tokens have no case ids")
      }
      if let id = caseIDs.first(where: { $0 >= dimensions.caseFeatures }) {
        throw ArchitectureError.input("case id \(id) is outside of the \(dimensions.caseFeatures) case features")
      }
    }
    guard longest <= dimensions.maximumTokens else {
      throw ArchitectureError.input("a sequence of \(longest) tokens is over the limit of \(dimensions.maximumTokens)")
    }
  }
}
