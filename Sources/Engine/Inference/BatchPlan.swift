/// Divides sequences into packed batches of nearly equal size, so that threads end together.
struct BatchPlan {
  /// Indices of the sequences of each batch.
  let batches: [[Int]]

  /// The longest sequences go first, each into the batch that is smallest by then.
  ///
  /// O(sequences * batches).
  ///
  /// - Parameters:
  ///   - lengths: tokens of each sequence.
  ///   - limit: tokens of a batch, from which it may stray by a sequence; a longer sequence has a batch of its own.
  init(lengths: [Int], limit: Int) {
    let total = lengths.reduce(0, +)
    var batches = [(indices: [Int], tokens: Int)](
      repeating: ([], 0), count: min(lengths.count, max(1, (total + limit - 1) / limit)))
    for index in lengths.indices.sorted(by: { (lengths[$0], $1) > (lengths[$1], $0) }) {
      let place = batches.indices.min { batches[$0].tokens < batches[$1].tokens } ?? 0
      batches[place].indices.append(index)
      batches[place].tokens += lengths[index]
    }
    self.batches = batches.map(\.indices).filter { !$0.isEmpty }
  }
}
