/// What ops run on: the kernels, and the tape when gradients will be wanted.
///
/// The ops are extensions in `Ops`, one file each. Without a tape an op runs fused (a linear layer adds its bias and applies its
/// activation while the results are in the cache). With a tape it keeps what its gradient needs and records a closure that computes it,
/// so that one definition of an architecture serves inference and training. An execution belongs to one thread.
package final class Execution {
  /// Records the steps of the pass; nil for inference.
  package let tape: Tape?
  /// What multiplies by weights that are parameters.
  package let products: MatrixProducts
  /// Room that kernels need while they run, kept from call to call.
  private var scratch = Tensor(rows: 0, columns: 0)
  /// What to drop; nil for nothing.
  private var dropout: DropoutPlan?

  /// - Parameter dropout: used only where the layers of a model ask for it.
  package init(tape: Tape? = nil, dropout: DropoutPlan? = nil, products: MatrixProducts = MatrixProducts()) {
    self.tape = tape
    self.products = products
    self.dropout = dropout
  }

  /// At least `count` floats of undefined content, until the next op uses them.
  func scratch(_ count: Int) -> Tensor {
    if scratch.columns < count { scratch = Tensor(rows: 1, columns: count) }
    return scratch
  }

  /// Whether anything is dropped.
  var drops: Bool { dropout.map { $0.rate > 0 } ?? false }

  /// Where the next dropout of this pass happens, nil where nothing is dropped.
  func nextDropout() -> (rate: Float, key: UInt64)? { dropout?.next() }

  /// Records how the gradient of `output` turns into gradients of what it was computed from.
  ///
  /// Nothing is recorded without a tape, or when neither an input nor a parameter needs a gradient.
  ///
  /// - Parameter backward: gets the gradient of the loss with respect to `output` and the tape. It must not change that tensor, which
  ///   others may share, and must check `needsGradient` of each input before it computes anything for it.
  package func record(
    _ output: Tensor, from inputs: [Tensor], _ parameters: [Parameter?] = [],
    backward: @escaping (_ gradient: Tensor, _ tape: Tape) -> Void
  ) {
    guard let tape else { return }
    let isNeeded =
      inputs.contains { $0.needsGradient } || parameters.contains { $0.map(\.isTrainable) ?? false }
    guard isNeeded else { return }
    output.requireGradient()
    tape.append(output) { [unowned tape] gradient in backward(gradient, tape) }
  }
}
