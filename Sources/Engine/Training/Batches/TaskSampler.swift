import Tensors

/// Draws the task of each batch, in proportion to shares.
struct TaskSampler: Sendable {
  private let shares: [Double]
  private let seed: UInt64

  /// - Parameter shares: positive, one per task.
  init(shares: [Double], seed: UInt64) { (self.shares, self.seed) = (shares, seed) }

  /// The task of a draw; every draw is independent of the others.
  func task(at draw: Int) -> Int {
    var random = SeededGenerator(seed, UInt64(draw))
    var rest = random.unit() * shares.reduce(0, +)
    for (task, share) in shares.enumerated() {
      rest -= share
      if rest < 0 { return task }
    }
    return shares.count - 1
  }
}
