package import Tensors

/// What a model learns from one data set: examples, what the model makes of them, and how wrong that is.
///
/// A step runs `outputs` on several threads, each with a part of the examples, and then `loss` once over the outputs of all of them. So a mean is
/// over the whole batch, and a loss may compare every example with every other one (in-batch negatives), whatever the number of
/// threads. Objectives hold their data and are read by several threads at once.
package protocol Objective: Sendable {
  /// How many examples there are.
  var count: Int { get }

  /// The token rows of an example in a packed batch, of all its sequences.
  func tokenCount(of example: Int) -> Int

  /// What the loss needs of some examples: logits, vectors.
  ///
  /// The rows of each tensor must be in the order of the examples: those of two parts of a batch, one below the other, are those of the
  /// whole batch.
  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor]

  /// The loss `[1, 1]`, a mean over what counts in `outputs`.
  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor
}

/// An objective with its place among others.
package struct TrainingTask: Sendable {
  /// What reports call it.
  package let name: String
  package let objective: any Objective
  /// The loss is multiplied by it.
  package let weight: Float
  /// How often it is drawn, in relation to the shares of the others; nil for the square root of its number of examples.
  package let share: Double?
  /// What one of its batches may hold.
  package let budget: BatchBudget

  package init(
    name: String, objective: any Objective, weight: Float = 1, share: Double? = nil,
    budget: BatchBudget = BatchBudget(tokens: 1024)
  ) {
    (self.name, self.objective, self.weight) = (name, objective, weight)
    (self.share, self.budget) = (share, budget)
  }
}
