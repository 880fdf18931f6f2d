import Tensors

/// The endless sequence of batches of one task, epoch after epoch.
///
/// An epoch is shuffled, cut into pools of some batches, each pool sorted by length, and the batches shuffled again: the examples of a
/// batch are of similar length, and still every epoch has others together. All follows from the seed and the position.
struct BatchStream: Sendable {
  /// Where the next batch is.
  struct Position: Sendable, Equatable {
    var epoch = 0
    var batch = 0
  }

  private(set) var position: Position
  private let lengths: [Int]
  private let budget: BatchBudget
  private let seed: UInt64
  /// Of the position's epoch.
  private var batches: [[Int]] = []

  /// - Parameter lengths: token rows of each example; not empty.
  init(lengths: [Int], budget: BatchBudget, seed: UInt64, position: Position = Position()) {
    (self.lengths, self.budget, self.seed, self.position) = (lengths, budget, seed, position)
    batches = epoch(position.epoch)
  }

  /// Batches of the current epoch.
  var batchesPerEpoch: Int { batches.count }

  /// The examples of the next batch.
  mutating func next() -> [Int] {
    if position.batch >= batches.count {
      position = Position(epoch: position.epoch + 1)
      batches = epoch(position.epoch)
    }
    defer { position.batch += 1 }
    return batches[position.batch]
  }

  private func epoch(_ epoch: Int) -> [[Int]] {
    var random = SeededGenerator(seed, UInt64(epoch))
    let order = Array(lengths.indices).shuffled(using: &random)
    let mean = max(1, lengths.reduce(0, +) / lengths.count)
    let pool = 32 * min(budget.examples ?? .max, max(1, budget.tokens / mean))
    let pools = stride(from: 0, to: order.count, by: pool).map { start in
      // Ties keep their random order, for `sorted` is stable.
      order[start..<min(start + pool, order.count)].sorted { lengths[$0] < lengths[$1] }
    }
    return pools.flatMap { budget.batches(of: $0, lengths: lengths) }.shuffled(using: &random)
  }
}
