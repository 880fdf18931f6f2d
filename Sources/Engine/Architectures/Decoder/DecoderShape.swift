import Tensors

/// The sizes and choices of a decoder, whatever its family.
struct DecoderShape: Sendable, Equatable {
  var hidden: Int
  var layers: Int
  var attention: AttentionShape
  /// Width of the feed-forward middle.
  var inner: Int
  var vocabulary: Int
  /// The most tokens of a sequence.
  var positions: Int
  var activation: Activation
  var epsilon: Float
  /// Whether the table of words also predicts.
  var isTied: Bool

  /// What new weights of the projections back to the hidden states start from: smaller with every layer that is added up (Radford et al.,
  /// "Language models are unsupervised multitask learners", 2019, section 2.3).
  var residualStart: Initialization { .normal(deviation: 0.02 / Float(2 * max(1, layers)).squareRoot()) }
}
