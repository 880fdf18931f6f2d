#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How likely the runs of `NGramCounts` are, and which of them are worth their room.
///
/// A token behind a context has its own discounted share and a part of what the shorter context says of it: interpolated absolute discounting
/// with three discounts (Chen and Goodman, TR-10-98).
struct NGramEstimates {
  /// Runs of one length that were kept, in the order of their tokens.
  struct Level {
    var keys: [UInt64] = []
    /// The discounted share of each, over 0 and at most 1.
    var shares: [Double] = []
  }

  /// Of the tokens alone.
  let single: [Double]
  private let counts: NGramCounts
  /// By level and place: the own share, and what dropping the run would cost, in nats over the whole text.
  private var shares: [[Float]] = []
  private var costs: [[Float]] = []

  init(_ counts: NGramCounts) {
    self.counts = counts
    let total = counts.single.reduce(0.0) { $0 + Double($1) } + 0.5 * Double(counts.single.count)
    single = counts.single.map { (Double($0) + 0.5) / total }
    var shorter: [Float] = []
    for index in counts.levels.indices { shorter = addLevel(index, shorter: shorter) }
  }

  /// Returns the probabilities of the runs of this level.
  private mutating func addLevel(_ index: Int, shorter: [Float]) -> [Float] {
    let level = counts.levels[index]
    var (shares, costs, probabilities) = ([Float](), [Float](), [Float]())
    let mask = (UInt64(1) << (16 * UInt64(index + 1))) - 1
    var context = 0
    for (place, key) in level.keys.enumerated() {
      while level.rests[context].context != key >> 16 { context += 1 }
      let count = Double(level.counts[place])
      let share = (count - level.discounts[min(Int(count), 3) - 1]) / occurrences(of: key >> 16, index)
      let backedOff = level.rests[context].rest * probability(key & mask, index, shorter)
      let probability = min(1, share + backedOff)
      shares.append(Float(min(1, share)))
      probabilities.append(Float(probability))
      costs.append(Float(count * log(probability / max(backedOff, 1e-12))))
    }
    self.shares.append(shares)
    self.costs.append(costs)
    return probabilities
  }

  /// How often the context of a run of level `index` occurred.
  private func occurrences(of context: UInt64, _ index: Int) -> Double {
    if index == 0 { return Double(max(1, counts.single[Int(context)])) }
    let shorter = counts.levels[index - 1]
    return shorter.place(of: context).map { Double(shorter.counts[$0]) } ?? 1
  }

  /// What the shorter context says: the run without its first token.
  private func probability(_ run: UInt64, _ index: Int, _ shorter: [Float]) -> Double {
    if index == 0 { return single[Int(run)] }
    return counts.levels[index - 1].place(of: run).map { Double(shorter[$0]) } ?? 1e-9
  }

  /// The runs that are worth most, `limit` at most; the beginnings of what is kept are kept too.
  func pruned(to limit: Int) -> [Level] {
    var (low, high): (Float, Float) = (0.01, 1e8)
    while high > 1.01 * low {
      let middle = (low * high).squareRoot()
      let kept = marks(worth: middle).reduce(0) { $0 + $1.lazy.filter { $0 }.count }
      if kept > limit { low = middle } else { high = middle }
    }
    let marks = marks(worth: high)
    return marks.indices.map { index in
      var level = Level()
      for (place, isKept) in marks[index].enumerated() where isKept {
        level.keys.append(counts.levels[index].keys[place])
        level.shares.append(Double(shares[index][place]))
      }
      return level
    }
  }

  private func marks(worth cost: Float) -> [[Bool]] {
    var marks = costs.map { $0.map { $0 > cost } }
    for index in marks.indices.dropFirst().reversed() {
      for (place, isKept) in marks[index].enumerated() where isKept {
        if let beginning = counts.levels[index - 1].place(of: counts.levels[index].keys[place] >> 16) {
          marks[index - 1][beginning] = true
        }
      }
    }
    return marks
  }
}
