import CKernels
package import Tensors

/// Sums and norms of the gradients of several threads.
package enum GradientReduction {
  /// Adds the gradients of all threads to those of the first, always in the order of the threads: the result does not depend on
  /// which of them was faster.
  package static func sum(_ all: [ParameterGradients], _ parameters: [Parameter], threads: Int) {
    guard let total = all.first, all.count > 1 else { return }
    let trainable = parameters.filter(\.isTrainable).sorted { $0.count > $1.count }
    for parameter in trainable where all.contains(where: { $0[parameter] != nil }) { _ = total.buffer(of: parameter) }
    Parallel.forEach(trainable, threads: threads) { parameter in
      for other in all.dropFirst() {
        if let addend = other[parameter] { total.buffer(of: parameter).add(addend) }
      }
    }
  }

  /// The Euclidean norm over all trainable parameters.
  package static func norm(_ gradients: ParameterGradients, _ parameters: [Parameter], threads: Int) -> Double {
    let buffers = parameters.filter(\.isTrainable).compactMap { gradients[$0] }
    let squares = Parallel.map(buffers, threads: threads) { $0.sumOfSquares }
    return squares.reduce(0, +).squareRoot()
  }

  /// What gradients must be multiplied by so that their norm is at most `limit`, as PyTorch has it.
  package static func clipping(norm: Double, limit: Float?) -> Float {
    guard let limit else { return 1 }
    return min(1, limit / (Float(norm) + 1e-6))
  }
}
