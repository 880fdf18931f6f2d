import Tensors

/// One thread's part of a step: its own tape and gradients.
///
/// `@unchecked Sendable`: between the barriers of a step exactly one thread works on a shard.
final class Shard: @unchecked Sendable {
  /// Sums over the batches of a step.
  let gradients = ParameterGradients()
  private let products: MatrixProducts
  private var execution = Execution()
  /// What its examples gave, until the backward pass.
  private(set) var outputs: [Tensor] = []

  init(_ arithmetic: MatrixProducts.Arithmetic) { products = MatrixProducts(arithmetic) }

  /// Runs the examples forward and keeps the tape.
  func forward(_ objective: any Objective, _ examples: [Int], dropout: DropoutPlan?) {
    execution = Execution(tape: Tape(gradients), dropout: dropout, products: products)
    outputs = objective.outputs(examples, in: execution)
  }

  /// Runs backwards from the gradients of its outputs, nil where the loss does not depend on one.
  func backward(_ gradients: [Tensor?]) {
    let known = zip(outputs, gradients).compactMap { output, gradient in gradient.map { (output, $0) } }
    outputs = []
    execution.tape?.backward(from: known)
    execution = Execution()
  }
}
