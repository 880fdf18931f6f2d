#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a person's texts say about the next token, to be mixed with a language model's distribution.
///
/// The probability of a token is `share * p + unigrams * counts[token] + additions[token]`, where `p` is the language model's; over all tokens it
/// sums to 1 where that does.
struct PersonalMixture {
  /// What is left to the language model, from 0 to 1.
  fileprivate(set) var share = 1.0
  /// The factor of `counts`.
  fileprivate(set) var unigrams = 0.0
  fileprivate(set) var additions: [Int32: Double] = [:]
  /// How often each token occurs in the person's texts.
  let counts: [Float]

  /// What is added to the language model's share of a token's probability.
  func addition(_ id: Int32) -> Double {
    (Int(id) < counts.count ? unigrams * Double(counts[Int(id)]) : 0) + (additions[id] ?? 0)
  }
}

extension PersonalModel {
  /// How many earlier places are looked at for a context; the latest ones.
  private static let most = 128

  /// What the person's texts say behind some tokens.
  ///
  /// For matches of `k` tokens let `c(t)` be how often token `t` followed, weighted by age, and `C` their sum. The distributions are stacked as in
  /// hierarchical Dirichlet smoothing (MacKay and Peto, 1995): `P_k(t) = (c(t) + halves[k] P_(k-1)(t)) / (C + halves[k])`, and below the match
  /// of no token lies the language model. O(matches * their length).
  func mixture(after context: [Int32]) -> PersonalMixture {
    var mixture = PersonalMixture(counts: counts)
    let followers = followers(of: context)
    for length in stride(from: weights.longest, to: 0, by: -1) where followers[length].total > 0 {
      let total = followers[length].total + weights.halves[length]
      for (id, count) in followers[length].counts { mixture.additions[id, default: 0] += mixture.share * count / total }
      mixture.share *= weights.halves[length] / total
    }
    if total > 0 {
      mixture.unigrams = mixture.share / (Double(total) + weights.halves[0])
      mixture.share = mixture.unigrams * weights.halves[0]
    }
    return mixture
  }

  /// The tokens that followed a context, with their weighted counts.
  private struct Followers {
    var counts: [Int32: Double] = [:]
    /// Summed in the order of the places, so that it is the same in every run.
    var total = 0.0

    mutating func add(_ id: Int32, _ weight: Double) {
      counts[id, default: 0] += weight
      total += weight
    }
  }

  /// By the length of the match.
  private func followers(of context: [Int32]) -> [Followers] {
    var found = [Followers](repeating: Followers(), count: weights.longest + 1)
    guard weights.longest > 0, let end = context.last, end >= 0 else { return found }
    note(from: last.single[end], earlier.single, context, lengths: 1...1, &found)
    guard weights.longest > 1, context.count > 1, context[context.count - 2] >= 0 else { return found }
    let pair = Self.pair(context[context.count - 2], end)
    note(from: last.pair[pair], earlier.pair, context, lengths: 2...weights.longest, &found)
    return found
  }

  /// Follows a chain of places from the last one back.
  private func note(
    from start: Int32?, _ chain: [Int32], _ context: [Int32], lengths: ClosedRange<Int>,
    _ found: inout [Followers]
  ) {
    var (place, seen) = (Int(start ?? -1), 0)
    while place >= 0, seen < Self.most {
      if place + 1 < tokens.count, tokens[place + 1] >= 0 {
        let weight = exp2(-Double(tokens.count - place) / weights.halfLife)
        let match = matchLength(place, context, atMost: lengths.upperBound)
        for length in lengths where length <= match { found[length].add(tokens[place + 1], weight) }
      }
      (place, seen) = (Int(chain[place]), seen + 1)
    }
  }

  /// How many tokens up to a place are those at the context's end.
  private func matchLength(_ place: Int, _ context: [Int32], atMost limit: Int) -> Int {
    var length = 0
    while length < min(limit, context.count, place + 1),
      tokens[place - length] == context[context.count - 1 - length]
    {
      length += 1
    }
    return length
  }
}
