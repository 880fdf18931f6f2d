/// The steps of a forward pass, each with what it does when gradients come back: reverse-mode differentiation.
///
/// An op that runs with a tape records a closure. It gets the gradient of the loss with respect to the op's output, and adds to
/// the gradients of the op's inputs (`Tensor.accumulate`) and parameters (`gradients`). Running the closures in the reverse order of
/// recording is the chain rule: when a closure runs, everything that used its output has already run. Parts of the pass that need no
/// gradient record nothing. A tape belongs to one thread.
package final class Tape {
  private struct Step {
    let output: Tensor
    let backward: (Tensor) -> Void
  }

  /// Where gradients of parameters are summed.
  package let gradients: ParameterGradients
  private var steps: [Step] = []

  /// A tape that adds to `gradients`.
  package init(_ gradients: ParameterGradients = ParameterGradients()) { self.gradients = gradients }

  /// How many steps are recorded.
  package var count: Int { steps.count }

  func append(_ output: Tensor, _ backward: @escaping (Tensor) -> Void) {
    steps.append(Step(output: output, backward: backward))
  }

  /// Runs all steps backwards, starting from gradients of the loss with respect to some outputs, and forgets them.
  ///
  /// Memory of the forward pass is freed on the way. Afterwards the leaves of the pass (`Tensor.requireGradient`) have their gradients.
  package func backward(from outputs: [(output: Tensor, gradient: Tensor)]) {
    for (output, gradient) in outputs where output.needsGradient { output.accumulate(gradient) }
    while let step = steps.popLast() {
      guard let gradient = step.output.takeGradient() else { continue }
      step.backward(gradient)
    }
  }

  /// Runs all steps backwards from a loss `[1, 1]`.
  package func backward(from loss: Tensor) {
    precondition(loss.rows == 1 && loss.columns == 1, "a loss is one number")
    backward(from: [(loss, Tensor(rows: 1, columns: 1, [1]))])
  }
}
