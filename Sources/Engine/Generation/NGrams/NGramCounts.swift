import Support

/// How often runs of two to four tokens occur in texts, in the order of their tokens.
///
/// A run is one number, sixteen bits a token, the first one highest: sorted, the runs that begin alike are neighbours, and so they make a trie.
/// Runs that occurred once are forgotten once they have told what they are good for: how often the unseen is to be expected.
struct NGramCounts {
  /// The longest runs.
  static let order = 4
  /// Ids above do not fit.
  static let maximumVocabulary = 1 << 16

  /// Runs of one length.
  struct Level: Sendable {
    /// Ascending.
    var keys: [UInt64] = []
    /// At least 2.
    var counts: [UInt32] = []
    /// What is taken from a count of 1, of 2 and of more (Chen and Goodman, TR-10-98, section 3).
    var discounts: [Double] = [0, 0, 0]
    /// What the runs of a context leave to shorter contexts, for each run's context in the order of first occurrence.
    var rests: [(context: UInt64, rest: Double)] = []

    /// The place of a run; nil where it occurred less than twice.
    func place(of key: UInt64) -> Int? {
      let place = keys.partitioningIndex { $0 >= key }
      return place < keys.count && keys[place] == key ? place : nil
    }
  }

  /// How often each token occurred.
  private(set) var single: [UInt32]
  /// Of runs of 2, 3 and 4 tokens.
  private(set) var levels: [Level] = []

  /// Counts texts one after the other, each of which begins and ends with `boundary`.
  ///
  /// Takes sixteen bytes for each token; O(tokens).
  init(_ tokens: [UInt16], vocabulary: Int, boundary: UInt16) {
    single = [UInt32](repeating: 0, count: vocabulary)
    for token in tokens { single[Int(token)] += 1 }
    for length in 2...Self.order {
      let counts = levels.last
      levels.append(
        Self.level(length, tokens, boundary) { context in
          length == 2 ? single[Int(context)] : counts?.place(of: context).map { counts?.counts[$0] ?? 0 } ?? 1
        })
    }
  }

  /// - Parameter occurrences: how often a context occurred.
  private static func level(
    _ length: Int, _ tokens: [UInt16], _ boundary: UInt16, occurrences: (UInt64) -> UInt32
  ) -> Level {
    var keys = keys(length, tokens, boundary)
    RadixSort.sort(&keys)
    var level = Level()
    level.discounts = discounts(keys)
    var start = 0
    while start < keys.count {
      start = addContext(keys[start] >> 16, keys, from: start, occurrences, to: &level)
    }
    return level
  }

  /// The runs that do not reach over the end of a text.
  private static func keys(_ length: Int, _ tokens: [UInt16], _ boundary: UInt16) -> [UInt64] {
    var keys: [UInt64] = []
    keys.reserveCapacity(tokens.count)
    let mask = length == 4 ? UInt64.max : (1 << (16 * UInt64(length))) - 1
    var (key, inside) = (UInt64(0), 0)
    for token in tokens {
      key = (key << 16 | UInt64(token)) & mask
      inside += 1
      if inside >= length { keys.append(key) }
      if token == boundary { inside = 1 }
    }
    return keys
  }

  /// Counts the runs of one context and returns where the next context begins.
  private static func addContext(
    _ context: UInt64, _ keys: [UInt64], from start: Int, _ occurrences: (UInt64) -> UInt32, to level: inout Level
  ) -> Int {
    let first = level.keys.count
    var (place, taken) = (start, 0.0)
    while place < keys.count, keys[place] >> 16 == context {
      let key = keys[place]
      let run = place
      while place < keys.count, keys[place] == key { place += 1 }
      let count = place - run
      taken += level.discounts[min(count, 3) - 1]
      guard count > 1 else { continue }
      level.keys.append(key)
      level.counts.append(UInt32(count))
    }
    if level.keys.count > first { level.rests.append((context, min(1, taken / Double(max(1, occurrences(context)))))) }
    return place
  }

  /// By how many runs occurred once, twice, three and four times.
  private static func discounts(_ keys: [UInt64]) -> [Double] {
    var frequencies = [0.0, 0, 0, 0]
    var place = 0
    while place < keys.count {
      let start = place
      while place < keys.count, keys[place] == keys[start] { place += 1 }
      if place - start <= 4 { frequencies[place - start - 1] += 1 }
    }
    guard frequencies.allSatisfy({ $0 > 0 }) else { return [0.5, 0.75, 1] }
    let y = frequencies[0] / (frequencies[0] + 2 * frequencies[1])
    return (1...3).map { count in
      let discount = Double(count) - Double(count + 1) * y * frequencies[count] / frequencies[count - 1]
      return min(Double(count) - 0.05, max(0.05, discount))
    }
  }
}
