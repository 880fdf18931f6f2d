/// The n-grams of one length: for each context what follows it, how often.
///
/// Probabilities are those of absolute discounting (Ney, Essen and Kneser, "On structuring probabilistic dependences in stochastic language modelling",
/// 1994): a count is lowered by `discount`, and what that frees in a context, with the counts of rare n-grams that were left out, goes to
/// the shorter ones. Immutable; any number of threads may share it.
struct NGramTable: Sendable {
  /// What follows a context: places in the table, and how much of the probability they have.
  struct Followers: Sendable {
    let range: Range<Int>
    let total: Double
    /// What is left for shorter contexts, from 0 to 1.
    let rest: Double
  }

  private var contexts: [UInt64] = []
  private var starts: [Int32] = [0]
  private var totals: [Int32] = []
  private var rests: [Float] = []
  /// By context; ascending within one.
  private(set) var units: [Int32] = []
  private var counts: [Int32] = []
  let discount: Double

  /// How many n-grams were kept.
  var count: Int { units.count }

  /// - Parameters:
  ///   - keys: every n-gram as often as it occurs, sorted.
  ///   - minimumCount: rarer ones are left out.
  ///   - discount: from 0 to 1; nil for `n1 / (n1 + 2 n2)`, of the numbers of n-grams that occur once and twice.
  init(_ keys: [UInt64], minimumCount: Int, discount: Double?) {
    var (once, twice, place) = (0, 0, 0)
    while place < keys.count {
      let context = GramKey.context(of: keys[place])
      let start = place
      while place < keys.count, GramKey.context(of: keys[place]) == context {
        var end = place + 1
        while end < keys.count, keys[end] == keys[place] { end += 1 }
        let count = end - place
        if count == 1 { once += 1 } else if count == 2 { twice += 1 }
        if count >= minimumCount {
          units.append(GramKey.unit(of: keys[place]))
          counts.append(Int32(count))
        }
        place = end
      }
      guard units.count > Int(starts[starts.count - 1]) else { continue }
      contexts.append(context)
      totals.append(Int32(place - start))
      starts.append(Int32(units.count))
    }
    let usual = once > 0 && twice > 0 ? Double(once) / Double(once + 2 * twice) : 0.5
    self.discount = discount ?? usual
    for index in contexts.indices { rests.append(rest(ofContext: index)) }
  }

  private func rest(ofContext index: Int) -> Float {
    let kept = counts[Int(starts[index])..<Int(starts[index + 1])].reduce(0.0) { $0 + (Double($1) - discount) }
    return Float(1 - kept / Double(totals[index]))
  }

  /// What follows a context; nil where nothing is known.
  ///
  /// O(log(contexts)).
  func followers(of context: UInt64) -> Followers? {
    var (low, high) = (0, contexts.count)
    while low < high {
      let middle = (low + high) / 2
      if contexts[middle] < context { low = middle + 1 } else { high = middle }
    }
    guard low < contexts.count, contexts[low] == context else { return nil }
    return Followers(
      range: Int(starts[low])..<Int(starts[low + 1]), total: Double(totals[low]), rest: Double(rests[low]))
  }

  /// The part of a unit's probability that the table itself gives.
  func share(at place: Int, _ followers: Followers) -> Double { (Double(counts[place]) - discount) / followers.total }

  /// The places of the followers whose units lie in a range.
  func places(of followers: Followers, in ids: Range<Int32>) -> Range<Int> {
    func first(notBelow id: Int32) -> Int {
      var (low, high) = (followers.range.lowerBound, followers.range.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if units[middle] < id { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(notBelow: ids.lowerBound)..<first(notBelow: ids.upperBound)
  }
}
