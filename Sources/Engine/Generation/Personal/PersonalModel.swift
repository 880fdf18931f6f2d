package import Tokenizers

/// The words and phrases that a person uses, as a cache model: what followed in the person's own texts wherever they read as the text does now
/// (Kuhn and De Mori, "A cache-based natural language model for speech recognition", 1990).
///
/// It counts over a language model's tokens, those behind the longest matches of the text's end before all, later ones more than earlier ones, and is mixed
/// with that model's distribution; see `mixture`. Equal texts added in the same order give equal values. The memory is bounded: beyond
/// `limit` tokens the oldest half is forgotten. Immutable between additions, so any number of threads may share a copy.
package struct PersonalModel: Sendable {
  /// How much a person's texts count.
  package struct Weights: Sendable, Equatable {
    /// By the length of the match, from 0 tokens on: how many occurrences it takes for half of the say.
    ///
    /// The last number holds for all longer matches.
    package var halves: [Double]
    /// Tokens after which an occurrence counts half.
    package var halfLife: Double

    /// - Parameters:
    ///   - halves: positive, at least one.
    ///   - halfLife: positive.
    package init(halves: [Double] = [3000, 30, 8, 3, 2, 1], halfLife: Double = 20_000) {
      precondition(!halves.isEmpty && halves.allSatisfy { $0 > 0 } && halfLife > 0, "weights are positive")
      (self.halves, self.halfLife) = (halves, halfLife)
    }

    /// The longest match that is looked for.
    var longest: Int { halves.count - 1 }
  }

  /// How many tokens it remembers at most.
  package let limit: Int
  package let weights: Weights
  /// All tokens, with -1 between texts.
  var tokens: [Int32] = []
  /// Where the places before it are that have the same token, and the same two tokens; -1 for none.
  var earlier: (single: [Int32], pair: [Int32]) = ([], [])
  /// The last places of each token and of each two tokens.
  var last: (single: [Int32: Int32], pair: [UInt64: Int32]) = ([:], [:])
  /// How often each token occurs, and all of them.
  private(set) var counts: [Float] = []
  private(set) var total: Float = 0

  /// - Parameter limit: at least 2 tokens.
  package init(limit: Int = 1 << 17, weights: Weights = Weights()) {
    precondition(limit >= 2, "a memory has room")
    (self.limit, self.weights) = (limit, weights)
  }

  /// How many tokens it remembers, ends of texts among them.
  package var count: Int { tokens.count }

  /// Adds a text that is newer than all before, without markup; best a paragraph.
  ///
  /// O(n), and now and then O(limit).
  package mutating func add(_ text: [UInt8], _ tokenizer: any Tokenizer) {
    add(tokenizer.encode(text, addSpecialTokens: false).ids)
  }

  /// Adds the tokens of a text that is newer than all before; none is negative.
  package mutating func add(_ ids: [Int32]) {
    guard !ids.isEmpty else { return }
    for id in ids.suffix(limit - 1) { append(id) }
    append(-1)
    if tokens.count > limit { forget() }
  }

  private mutating func append(_ id: Int32) {
    let (place, before) = (Int32(tokens.count), tokens.last ?? -1)
    tokens.append(id)
    guard id >= 0 else {
      earlier.single.append(-1)
      return earlier.pair.append(-1)
    }
    earlier.single.append(last.single.updateValue(place, forKey: id) ?? -1)
    earlier.pair.append(before < 0 ? -1 : last.pair.updateValue(place, forKey: Self.pair(before, id)) ?? -1)
    while counts.count <= Int(id) { counts.append(0) }
    counts[Int(id)] += 1
    total += 1
  }

  static func pair(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }

  /// Keeps the later half.
  private mutating func forget() {
    var kept = PersonalModel(limit: limit, weights: weights)
    for text in tokens.suffix(limit / 2).split(separator: -1) {
      for id in text { kept.append(id) }
      kept.append(-1)
    }
    self = kept
  }
}
