/// Divides sequences into packed batches of nearly equal length, the longest first, so that threads end together.
struct BatchPlan {
  /// Indices of the sequences of each batch.
  let batches: [[Int]]

  /// - Parameters:
  ///   - lengths: tokens of each sequence.
  ///   - limit: the most tokens of a batch; a longer sequence has a batch of its own.
  init(lengths: [Int], limit: Int) {
    var batches: [[Int]] = []
    var room = 0
    for index in lengths.indices.sorted(by: { (lengths[$0], $1) > (lengths[$1], $0) }) {
      if batches.isEmpty || lengths[index] > room {
        batches.append([])
        room = limit
      }
      batches[batches.count - 1].append(index)
      room -= lengths[index]
    }
    self.batches = batches
  }
}
