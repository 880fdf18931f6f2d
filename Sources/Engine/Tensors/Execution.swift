/// What ops run on: the kernels, and the tape when gradients will be wanted.
///
/// The ops are extensions in `Ops`, one file each. Without a tape an op runs fused (a linear layer adds its bias and
/// applies its activation while the results are in the cache). With a tape it runs step by step and records each step, so
/// that one definition of an architecture serves inference and training. An execution belongs to one thread.
package final class Execution {
  /// Records steps for the backward pass; nil for inference.
  package let tape: (any Tape)?
  /// Room that kernels need while they run, kept from call to call.
  private var scratch = Tensor(rows: 0, columns: 0)

  package init(tape: (any Tape)? = nil) { self.tape = tape }

  /// At least `count` floats of undefined content, valid until the next call.
  func scratch(_ count: Int) -> UnsafeMutablePointer<Float> {
    if scratch.columns < count { scratch = Tensor(rows: 1, columns: count) }
    return scratch.values
  }
}

/// One recorded step: enough to run its op's backward pass.
package struct TapeStep {
  /// The op with what it needs besides tensors.
  package let operation: Operation
  /// What it read.
  package let inputs: [Tensor]
  /// What it wrote.
  package let output: Tensor
}

/// Collects the steps of a forward pass in order.
package protocol Tape: AnyObject {
  func record(_ step: TapeStep)
}
