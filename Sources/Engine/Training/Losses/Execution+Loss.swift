package import Tensors

extension Execution {
  /// Records a loss `[1, 1]` whose gradient was computed along with it.
  ///
  /// Most losses need the same intermediate numbers for both (a softmax), and their inputs are small, so they compute the gradient at once
  /// and keep only that.
  ///
  /// - Parameter gradients: the derivative of the loss by each input, of its shape.
  func loss(_ value: Double, _ gradients: [(input: Tensor, gradient: Tensor)]) -> Tensor {
    let output = Tensor(rows: 1, columns: 1, [Float(value)])
    record(output, from: gradients.map(\.input)) { upstream, _ in
      for (input, gradient) in gradients where input.needsGradient {
        input.accumulate(Self.scaled(gradient, by: upstream.values[0]))
      }
    }
    return output
  }

  private static func scaled(_ x: Tensor, by factor: Float) -> Tensor {
    guard factor != 1 else { return x }
    return Execution().scale(x, by: factor)
  }

  /// The weighted sum of several losses `[1, 1]`.
  package func sum(_ losses: [(loss: Tensor, weight: Float)]) -> Tensor {
    losses.map { scale($0.loss, by: $0.weight) }.reduce(nil) { sum, loss in sum.map { add($0, loss) } ?? loss }
      ?? Tensor(zeros: 1, 1)
  }
}
