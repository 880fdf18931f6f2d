/// What one batch may hold.
package struct BatchBudget: Sendable, Equatable {
  /// Token rows, so that all batches take about the same time and memory.
  package let tokens: Int
  /// Examples; nil for any number.
  package let examples: Int?

  package init(tokens: Int, examples: Int? = nil) {
    precondition(tokens > 0 && examples.map { $0 > 0 } ?? true, "a batch has room")
    (self.tokens, self.examples) = (tokens, examples)
  }

  /// Divides examples, in their order, into batches that hold at least one each.
  func batches(of examples: [Int], lengths: [Int]) -> [[Int]] {
    var batches: [[Int]] = []
    var used = 0
    for example in examples {
      let isFull = used + lengths[example] > tokens || batches.last.map(\.count) == self.examples
      if batches.isEmpty || isFull {
        batches.append([])
        used = 0
      }
      batches[batches.count - 1].append(example)
      used += lengths[example]
    }
    return batches
  }
}
