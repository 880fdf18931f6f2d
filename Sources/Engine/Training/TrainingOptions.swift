package import Tensors

/// How a `Trainer` runs.
package struct TrainingOptions: Sendable {
  /// Everything random follows from it.
  package var seed: UInt64
  /// Threads of a step; results depend on it in the rounding of sums and in what is dropped.
  package var threads: Int
  /// Batches whose gradients make one step.
  package var accumulation: Int
  package var schedule: LearningRateSchedule
  package var adamW: AdamW.Options
  package var groups: ParameterGroups
  /// The largest norm of the gradient of a step; nil for any.
  package var clipping: Float?
  /// The probability with which a number is dropped, wherever the layers drop.
  package var dropout: Float
  /// How linear layers multiply.
  package var arithmetic: MatrixProducts.Arithmetic

  package init(
    seed: UInt64 = 0, threads: Int = 1, accumulation: Int = 1, schedule: LearningRateSchedule,
    adamW: AdamW.Options = AdamW.Options(), groups: ParameterGroups = ParameterGroups(), clipping: Float? = 1,
    dropout: Float = 0.1, arithmetic: MatrixProducts.Arithmetic = .float32
  ) {
    (self.seed, self.threads, self.accumulation) = (seed, max(1, threads), max(1, accumulation))
    (self.schedule, self.adamW, self.groups) = (schedule, adamW, groups)
    (self.clipping, self.dropout, self.arithmetic) = (clipping, dropout, arithmetic)
  }
}
