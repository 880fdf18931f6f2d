import Architectures
import Tensors

/// A sequence of tokens with what a decoder has computed for it: keys and values, and the hidden state of every token.
///
/// The states cost little beside the cache, and with them a token that was predicted before needs no pass, only the projection to the
/// vocabulary. It belongs to one thread.
final class CachedSequence {
  private(set) var tokens: [Int32] = []
  private let cache: KeyValueCache
  /// `[tokens, hidden]`.
  private var states: [Float] = []
  private let model: any LanguageModel

  init(_ model: any LanguageModel, _ format: KeyValueCache.Format = .float32) {
    (self.model, cache) = (model, model.makeCache(format))
  }

  private init(_ model: any LanguageModel, _ cache: KeyValueCache, _ tokens: [Int32], _ states: [Float]) {
    (self.model, self.cache, self.tokens, self.states) = (model, cache, tokens, states)
  }

  private var hidden: Int { model.dimensions.hidden }

  /// The memory that it takes.
  var byteCount: Int { cache.byteCount + states.count * MemoryLayout<Float>.stride }

  /// How many tokens at the start are those of `ids`.
  func agreement(with ids: [Int32]) -> Int { zip(tokens, ids).prefix { $0 == $1 }.count }

  /// A sequence of its own with the first `count` tokens.
  ///
  /// O(count).
  func copy(first count: Int) -> CachedSequence {
    CachedSequence(
      model, cache.copy(first: count), Array(tokens[..<count]), Array(states[..<(count * hidden)]))
  }

  /// The hidden state of the last of `ids`, `[1, hidden]`, and how many tokens had to be computed for it.
  ///
  /// What it held beyond the agreement with `ids` is forgotten only when something must be computed.
  func state(after ids: [Int32], in execution: Execution) -> (state: Tensor, computed: Int) {
    let known = agreement(with: ids)
    if known < ids.count {
      truncate(to: known)
      let rows = model.extend(cache, by: Array(ids[known...]), in: execution)
      tokens += ids[known...]
      states += rows.elements
    }
    let start = (ids.count - 1) * hidden
    return (Tensor(rows: 1, columns: hidden, Array(states[start..<start + hidden])), ids.count - known)
  }

  /// Lends the cache with the first `count` tokens in it; what is added to it is forgotten afterwards.
  func withCache<Result>(first count: Int, _ body: (KeyValueCache) throws -> Result) rethrows -> Result {
    truncate(to: count)
    defer { cache.truncate(to: count) }
    return try body(cache)
  }

  private func truncate(to count: Int) {
    cache.truncate(to: count)
    tokens.removeLast(tokens.count - count)
    states.removeLast(states.count - count * hidden)
  }
}
