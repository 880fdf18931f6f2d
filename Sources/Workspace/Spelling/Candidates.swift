/// Words that may have been meant by a typed one, gathered from several places.
struct Candidates {
  struct Candidate {
    var text: [UInt8]
    /// The weighted edit distance.
    var cost: Float
    var level: Float
    /// Taken from the score.
    var penalty: Float = 0
  }

  /// The level of the few hundred most frequent words.
  static let usual: UInt8 = 16
  /// The level of the hundred or so words that stand in every text: what two words run together mostly have one of.
  static let everywhere: UInt8 = 22
  /// The level of a name that most people know: ten in a million words.
  static let wellKnown: Float = 12

  let typed: TypedWord
  let weights: Suggester.Weights
  /// Above this cost nothing is taken in, but for Hunspell's proposals.
  let limit: Float
  private(set) var found: [[UInt8]: Candidate] = [:]

  init(typed: TypedWord, weights: Suggester.Weights, limit: Float) {
    self.typed = typed
    self.weights = weights
    self.limit = limit
  }

  /// The `count` candidates with the highest scores.
  func best(_ count: Int) -> [(candidate: Candidate, score: Float)] {
    let scored = found.values.map { (candidate: $0, score: score($0)) }
    return Array(
      scored.sorted {
        $0.score != $1.score ? $0.score > $1.score : $0.candidate.text.lexicographicallyPrecedes($1.candidate.text)
      }
      .prefix(count))
  }

  private func score(_ candidate: Candidate) -> Float {
    -weights.cost * candidate.cost + weights.level * candidate.level - candidate.penalty
  }

  /// The words of `lexicon` within the limit and at most `edits` edits away.
  mutating func addWords(of lexicon: Lexicon, edits: Int, penalty: Float = 0) {
    for (number, distance) in Self.similar(typed, in: lexicon, edits: edits, weights.costs, limit: limit) {
      let text = Array(lexicon[number])
      if OffensiveWords.contains(text) { continue }
      let level = Float(lexicon.levels[number])
      let group = lexicon.groups[number]
      var candidate = Candidate(text: text, cost: distance, level: level, penalty: penalty)
      candidate.penalty += group == .name ? weights.name : group == .variant ? weights.variant : 0
      if text[0].isCapital, typed.isSmall {
        // Who knows a name that is seldom seen writes it with its capital.
        candidate.penalty += weights.strangeName * max(0, Self.wellKnown - level)
      }
      if distance == 0 {
        guard text[0].isCapital else { continue }
        candidate.cost = weights.capital
      }
      found[text] = candidate
    }
  }

  /// Two frequent words written as one.
  mutating func addSplits(in lexicon: Lexicon) {
    let small = typed.small
    guard small.count >= 4 else { return }
    for cut in 1..<small.count {
      let (left, right) = (Array(small[..<cut]), Array(small[cut...]))
      guard cut > 1 || left == [UInt8(ascii: "a")] || left == [UInt8(ascii: "i")], right.count > 1,
        let first = lexicon.level(of: left), let second = lexicon.level(of: right), min(first, second) >= 10
      else { continue }
      let text = (left == [UInt8(ascii: "i")] ? [UInt8(ascii: "I")] : left) + [UInt8(ascii: " ")] + right
      // Two words by chance: the product of the frequencies, which the lesser of them stands for.
      let cost = min(first, second) >= Self.usual ? weights.usualSplit : weights.split
      found[text] = Candidate(text: text, cost: cost, level: Float(min(first, second)) - 2)
    }
  }

  /// A short form with 's whose apostrophe is missing: thats.
  ///
  /// Those that are words themselves (its, lets) never get here.
  mutating func addShortForm() {
    let small = typed.small
    guard small.last == UInt8(ascii: "s"), Self.beforeShortIs.contains(Array(small.dropLast())) else { return }
    let text = Array(small.dropLast()) + Array("'s".utf8)
    found[text] = Candidate(text: text, cost: weights.costs.apostrophe, level: Float(Self.usual))
  }

  private static let beforeShortIs = Set(
    [
      "that", "what", "here", "there", "where", "who", "how", "he", "she", "everyone", "someone", "nobody",
      "everything",
    ]
    .map { Array($0.utf8) })

  /// Words of `lexicon` behind a productive prefix, where the word begins with one.
  mutating func addDerived(from lexicon: Lexicon, prefixes: [[UInt8]], edits: Int) {
    for prefix in prefixes where typed.small.starts(with: prefix) && typed.small.count - prefix.count >= 5 {
      guard let rest = TypedWord(typed.small.dropFirst(prefix.count)) else { continue }
      for (number, cost) in Self.similar(rest, in: lexicon, edits: edits, weights.costs, limit: limit) where cost > 0 {
        let text = prefix + lexicon[number].map(\.small)
        guard found[text] == nil else { continue }
        found[text] = Candidate(
          text: text, cost: cost, level: Float(lexicon.levels[number]), penalty: weights.derived)
      }
    }
  }

  /// Hunspell's proposals, in its order.
  mutating func add(proposals: [String]) {
    for (rank, text) in proposals.enumerated() {
      let bytes = Array(text.utf8)
      let cost = weights.costs.distance(typed.small, bytes.map(\.small), limit: 6)
      guard cost.isFinite, found[bytes] == nil else { continue }
      found[bytes] = Candidate(text: bytes, cost: cost, level: 0, penalty: -weights.hunspell / Float(rank + 1))
    }
  }

  /// The words of `lexicon` near `typed` with their costs.
  private static func similar(
    _ typed: TypedWord, in lexicon: Lexicon, edits: Int, _ costs: EditCosts, limit: Float
  ) -> [(number: Int, cost: Float)] {
    var rows = [Float](repeating: 0, count: EditCosts.rowCount(typed.small.count + edits))
    return rows.withUnsafeMutableBufferPointer { rows in
      typed.small.withUnsafeBufferPointer { typedBytes in
        lexicon.small.withUnsafeBufferPointer { small in
          lexicon.numbers(similarTo: typed, edits: edits).compactMap { number in
            let range = Int(lexicon.starts[number])..<Int(lexicon.starts[number + 1])
            let cost = costs.distance(
              typedBytes, UnsafeBufferPointer(rebasing: small[range]), limit: limit, rows: rows)
            return cost <= limit ? (number, cost) : nil
          }
        }
      }
    }
  }
}
