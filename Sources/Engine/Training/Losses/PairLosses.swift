package import Tensors

extension Execution {
  /// The mean of `max(0, d(anchor, positive) - d(anchor, negative) + margin)` (Schroff, Kalenichenko, Philbin, arXiv 1503.03832).
  ///
  /// All three are `[rows, hidden]`; a row of each makes a triplet.
  package func tripletLoss(
    _ anchor: Tensor, _ positive: Tensor, _ negative: Tensor, margin: Float, distance: VectorDistance = .euclidean
  ) -> Tensor {
    let difference = add(
      distances(anchor, positive, distance), scale(distances(anchor, negative, distance), by: -1))
    return mean(activate(affine(difference, 1, margin), .relu))
  }

  /// Pulls similar pairs together and pushes others apart up to a margin (Hadsell, Chopra, LeCun, CVPR 2006, equation 4).
  ///
  /// The mean of `d^2 / 2` over similar pairs and of `max(0, margin - d)^2 / 2` over the others.
  package func contrastiveLoss(
    _ a: Tensor, _ b: Tensor, isSimilar: [Bool], margin: Float = 0.5, distance: VectorDistance = .cosine
  ) -> Tensor {
    let distances = distances(a, b, distance)
    precondition(isSimilar.count == distances.rows && distances.rows > 0, "contrastive loss: one truth per pair")
    let gradient = Tensor(rows: distances.rows, columns: 1)
    let count = Float(distances.rows)
    var value: Float = 0
    for (row, isSimilar) in isSimilar.enumerated() {
      let pull = isSimilar ? distances.values[row] : -max(0, margin - distances.values[row])
      value += pull * pull / 2 / count
      gradient.values[row] = pull / count
    }
    return loss(Double(value), [(distances, gradient)])
  }

  /// Each anchor must find its own candidate among all candidates of the batch: multiple negatives ranking (Henderson et al.,
  /// arXiv 1705.00652, section 4.4).
  ///
  /// - Parameters:
  ///   - anchors: `[rows, hidden]`.
  ///   - candidates: `[rows or more, hidden]`; row `i` belongs to anchor `i`, further rows are negatives for all.
  ///   - scale: cosines are multiplied by it before the softmax.
  ///   - isSymmetric: whether each candidate must also find its anchor.
  package func inBatchNegatives(
    _ anchors: Tensor, _ candidates: Tensor, scale factor: Float = 20, isSymmetric: Bool = false
  ) -> Tensor {
    precondition(candidates.rows >= anchors.rows, "in-batch negatives: a candidate for each anchor")
    let (a, b) = (normalize(anchors), normalize(candidates))
    let targets = (0..<anchors.rows).map(Int32.init)
    let forth = crossEntropy(scale(product(a, b), by: factor), targets)
    guard isSymmetric else { return forth }
    let own = gatherRows(b, Array(0..<anchors.rows))
    let back = crossEntropy(scale(product(own, a), by: factor), targets)
    return sum([(forth, 0.5), (back, 0.5)])
  }
}
