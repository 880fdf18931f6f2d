/// Trains a product of two narrow matrices beside each frozen weight (LoRA: Hu et al., arXiv 2106.09685).
///
/// A layer with the weight `W` computes `x (W + scale * B A)^T`, where `A` is `[rank, inputs]`, random at first, and `B` is `[outputs, rank]`,
/// zero at first.
package struct LowRankAdaptation: Sendable, Equatable {
  /// Columns of the narrow matrices.
  package let rank: Int
  /// The product is multiplied by `alpha / rank`.
  package let alpha: Float
  /// A layer gets adapters when its name contains one of these.
  package let targets: [String]

  /// - Parameter targets: parts of names of layers, for example `attention.self`.
  package init(rank: Int, alpha: Float, targets: [String]) {
    precondition(rank > 0, "a rank is positive")
    (self.rank, self.alpha, self.targets) = (rank, alpha, targets)
  }

  package var scale: Float { alpha / Float(rank) }

  /// What adapters add to the name of their layer.
  package static let suffixes = (a: ".lora_A.weight", b: ".lora_B.weight")

  /// Whether the layer is to have adapters.
  package func applies(to layer: String) -> Bool { targets.contains { layer.contains($0) } }
}
