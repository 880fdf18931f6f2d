import Architectures
import Tensors

/// The sequences that were continued lately, so that the next request computes only what is new.
///
/// Typing on, deleting and accepting keep the longest common beginning. A text that shares little with any sequence gets one of its own,
/// with a copy of what it shares. The least recently used give way to a limit of memory. It belongs to one thread.
final class PrefixCache {
  private let model: any LanguageModel
  private let format: KeyValueCache.Format
  private let byteLimit: Int
  /// The most recently used first.
  private var sequences: [CachedSequence] = []

  /// - Parameter byteLimit: what all sequences together may take; the one in use may exceed it.
  init(_ model: any LanguageModel, _ format: KeyValueCache.Format = .float32, byteLimit: Int) {
    (self.model, self.format, self.byteLimit) = (model, format, byteLimit)
  }

  var byteCount: Int { sequences.reduce(0) { $0 + $1.byteCount } }
  var count: Int { sequences.count }

  /// The sequence to continue `ids` with; it holds as much of their beginning as is known.
  func sequence(for ids: [Int32]) -> CachedSequence {
    let agreements = sequences.map { $0.agreement(with: ids) }
    let best = agreements.indices.max {
      agreements[$0] < agreements[$1] || (agreements[$0] == agreements[$1] && $0 > $1)
    }
    guard let best, agreements[best] > 0 else { return insert(CachedSequence(model, format)) }
    let known = sequences[best]
    // Most of it would be lost for the text that it belongs to: that one is kept.
    guard 2 * agreements[best] >= known.tokens.count else {
      return insert(known.copy(first: agreements[best]))
    }
    sequences.remove(at: best)
    return insert(known)
  }

  /// Forgets what is over the limit, all but the sequence that was used last.
  func trim() {
    while sequences.count > 1, byteCount > byteLimit { sequences.removeLast() }
  }

  private func insert(_ sequence: CachedSequence) -> CachedSequence {
    sequences.insert(sequence, at: 0)
    trim()
    return sequence
  }
}
