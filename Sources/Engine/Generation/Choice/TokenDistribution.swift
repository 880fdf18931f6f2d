import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How likely each token that may come next is: a softmax over these alone.
struct TokenDistribution {
  struct Choice: Equatable {
    let id: Int32
    /// Natural logarithm.
    let logProbability: Double
  }

  private let ids: [Int32]
  private let logits: [Float]
  /// The logarithm of the sum of all exponentials.
  private let total: Double

  /// - Parameters:
  ///   - row: the logits of all tokens.
  ///   - allowed: those that may come next; none gives a distribution without choices.
  ///   - history: the tokens before, for the rules about repetition.
  ///   - personal: what a person's texts say, mixed with it.
  ///   - canonical: the tokenizer's own beginning of what is typed.
  ///   - open: how many typed bytes a token leaves to those that follow it.
  init(
    _ row: UnsafeMutableBufferPointer<Float>, allowed: [Int32], history: [Int32], _ options: SamplingOptions,
    personal: PersonalMixture? = nil, canonical: Canonical? = nil, open: (Int32) -> Int = { _ in 0 }
  ) {
    let blocked = Self.blocked(history, options.unrepeatedRun)
    ids = blocked.isEmpty ? allowed : allowed.filter { !blocked.contains($0) }
    var logits = ids.map { row[Int($0)] }
    if options.repetitionPenalty != 1 {
      let recent = Set(history.suffix(options.repetitionWindow))
      let penalty = Float(options.repetitionPenalty)
      for (place, id) in ids.enumerated() where recent.contains(id) {
        logits[place] = logits[place] > 0 ? logits[place] / penalty : logits[place] * penalty
      }
    }
    if let personal { Self.mix(personal, into: &logits, ids, row) }
    for (place, id) in ids.enumerated() {
      logits[place] += id == canonical?.id ? canonical?.cost ?? 0 : Self.openByte * Float(open(id))
    }
    var shares = [Float](repeating: 0, count: logits.count)
    total = logits.isEmpty ? 0 : Kernels.softmax(logits, count: logits.count, to: &shares)
    self.logits = logits
  }

  /// A token that the tokenizer itself puts where a typed word begins, and which leaves some of it open.
  struct Canonical {
    let id: Int32
    /// The logarithm of how probable it is that the tokens behind it go on with what is open.
    let cost: Float

    /// A guess by how much is open.
    init(id: Int32, open: Int) { (self.id, cost) = (id, Self.openByte * Float(open)) }

    /// What the model says.
    init(id: Int32, share: Double) { (self.id, cost) = (id, Float(log(max(share, 1e-30)))) }

    /// Fitted by `stet eval completion`.
    private static let openByte: Float = -3.5
  }

  /// The logarithm of what each typed byte costs that a token leaves open; fitted by `stet eval completion`.
  ///
  /// A token that ends within what is typed stands for all words that go on from there, of which the typed one is a small part: without
  /// this, " gov" would win over " government" behind a typed " governm". A text that the model has seen was divided by its tokenizer, so that the
  /// tokenizer's own token is the likelier beginning, and others are hardly ever right.
  private static let openByte: Float = -12

  /// Makes logits into logarithms of the mixture's probabilities.
  ///
  /// The share of the person's texts depends on how likely the allowed tokens are among all.
  private static func mix(
    _ personal: PersonalMixture, into logits: inout [Float], _ ids: [Int32], _ row: UnsafeMutableBufferPointer<Float>
  ) {
    guard let values = UnsafePointer(row.baseAddress) else { return }
    var shares = [Float](repeating: 0, count: row.count)
    let (total, share) = (Kernels.softmax(values, count: row.count, to: &shares), log(personal.share))
    for (place, id) in ids.enumerated() {
      let own = Double(logits[place]) - total + share
      let addition = personal.addition(id)
      logits[place] = Float(addition > 0 ? log(exp(own) + addition) : own)
    }
  }

  var isEmpty: Bool { ids.isEmpty }

  /// The `count` most likely tokens, of equal ones the smaller id first.
  ///
  /// O(tokens) where few are asked for.
  func best(_ count: Int) -> [Choice] {
    var places: [Int] = []
    func precedes(_ a: Int, _ b: Int) -> Bool { (logits[a], ids[b]) > (logits[b], ids[a]) }
    if count >= ids.count / 8 {
      places = Array(ids.indices.sorted(by: precedes).prefix(count))
    } else {
      for place in ids.indices {
        if places.count == count, !precedes(place, places[count - 1]) { continue }
        let index = places.firstIndex { precedes(place, $0) } ?? places.count
        places.insert(place, at: index)
        if places.count > count { places.removeLast() }
      }
    }
    return places.map { Choice(id: ids[$0], logProbability: Double(logits[$0]) - total) }
  }

  /// Draws one token as the options say; nil without any.
  func choose(_ options: SamplingOptions, using random: inout SeededGenerator) -> Choice? {
    guard options.temperature > 0 else { return best(1).first }
    let candidates = best(min(options.topK ?? ids.count, ids.count))
    guard let first = candidates.first else { return nil }
    var (weights, sum) = ([Double](), 0.0)
    for candidate in candidates {
      weights.append(exp((candidate.logProbability - first.logProbability) / options.temperature))
    }
    let whole = weights.reduce(0, +)
    let kept = weights.firstIndex {
      sum += $0
      return sum >= options.topP * whole
    }
    weights.removeLast(weights.count - 1 - (kept ?? weights.count - 1))
    var rest = random.unit() * weights.reduce(0, +)
    for (candidate, weight) in zip(candidates, weights) {
      rest -= weight
      if rest < 0 { return candidate }
    }
    return candidates[weights.count - 1]
  }

  /// The tokens that would make a run of `length` tokens occur again.
  private static func blocked(_ history: [Int32], _ length: Int) -> Set<Int32> {
    guard length > 0, history.count >= length else { return [] }
    let last = history.suffix(length - 1)
    return Set(
      (0...history.count - length).filter { history[$0..<$0 + length - 1].elementsEqual(last) }
        .map { history[$0 + length - 1] })
  }
}
