import Tokenizers

/// The units that n-grams know, numbered in the order of their bytes, so that those with a common beginning are neighbours.
///
/// Immutable; any number of threads may share it.
struct UnitVocabulary: Sendable {
  private var bytes: [UInt8] = []
  /// `[count + 1]`.
  private var offsets: [Int32] = [0]
  /// How often each occurs, and behind them all others together.
  let counts: [Int]

  /// How many units there are; the number of those that are none of them.
  var count: Int { counts.count - 1 }
  var unknown: Int32 { Int32(count) }

  /// - Parameters:
  ///   - words: what was met.
  ///   - minimumCount: how often a unit must occur.
  ///   - limit: the most units; the most frequent ones are taken, of equal ones those that were met first.
  init(_ words: WordCounts, minimumCount: Int, limit: Int) {
    var kept = words.counts.indices.filter { words.counts[$0] >= minimumCount }
    if kept.count > limit {
      kept.sort { (words.counts[$1], $0) < (words.counts[$0], $1) }
      kept.removeLast(kept.count - limit)
    }
    kept.sort { words.word($0).lexicographicallyPrecedes(words.word($1)) }
    for number in kept {
      bytes += words.word(number)
      offsets.append(Int32(bytes.count))
    }
    let all = words.counts.reduce(0, +)
    let known = kept.map { words.counts[$0] }
    counts = known + [all - known.reduce(0, +)]
  }

  /// The bytes of a unit; none for `unknown`.
  func bytes(of id: Int32) -> ArraySlice<UInt8> {
    id < count ? bytes[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])] : []
  }

  /// The number of a unit.
  ///
  /// O(length * log(count)).
  func id(of unit: some Collection<UInt8>) -> Int32 {
    let place = first(notBefore: unit)
    return place < unknown && bytes(of: place).elementsEqual(unit) ? place : unknown
  }

  /// The units that begin with these bytes, and what they are themselves; all of them for no bytes.
  func range(of prefix: some Collection<UInt8>) -> Range<Int32> {
    let start = first(notBefore: prefix)
    var (low, high) = (start, unknown)
    while low < high {
      let middle = (low + high) / 2
      if bytes(of: middle).starts(with: prefix) { low = middle + 1 } else { high = middle }
    }
    return start..<low
  }

  private func first(notBefore unit: some Collection<UInt8>) -> Int32 {
    var (low, high) = (Int32(0), unknown)
    while low < high {
      let middle = (low + high) / 2
      if bytes(of: middle).lexicographicallyPrecedes(unit) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
