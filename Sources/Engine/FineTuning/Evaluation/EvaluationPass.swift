import Dispatch
import Synchronization
import Tensors

/// Runs a model over many inputs without a tape, on several threads.
struct EvaluationPass: Sendable {
  let threads: Int
  /// Token rows of a batch.
  var batchTokens = 2048

  /// What `body` makes of each input, in their order.
  ///
  /// - Parameter body: gets positions of inputs that make a batch, and gives one result for each.
  func map<Result: Sendable>(
    _ lengths: [Int], _ body: @Sendable ([Int], Execution) -> [Result]
  ) -> [Result] {
    let batches = batches(lengths)
    let results = Mutex([Result?](repeating: nil, count: lengths.count))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, batches.count))) { _ in
      let execution = Execution()
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < batches.count else { return }
        let found = body(batches[index], execution)
        precondition(found.count == batches[index].count, "a result for each input")
        results.withLock { results in
          for (position, result) in zip(batches[index], found) { results[position] = result }
        }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// Inputs of similar length together, the longest first.
  private func batches(_ lengths: [Int]) -> [[Int]] {
    var batches: [[Int]] = []
    var room = 0
    for index in lengths.indices.sorted(by: { (lengths[$0], $1) > (lengths[$1], $0) }) {
      if batches.isEmpty || lengths[index] > room {
        batches.append([])
        room = batchTokens
      }
      batches[batches.count - 1].append(index)
      room -= lengths[index]
    }
    return batches
  }
}
