import Foundation
import Synchronization

/// Proposes words in place of an unknown one, best first.
///
/// A noisy channel: score = - weight x cost of the typing mistake + weight x logarithm of the word's frequency. Candidates
/// come from a scan over the whole lexicon, from Hunspell (words too rare for the lexicon), and from cutting the word in
/// two. Thread-safe; about a millisecond for a word, nothing for one asked for lately.
final class Suggester: Sendable {
  /// The weights of the ranking; fitted together with `EditCosts`.
  struct Weights: Sendable {
    var costs = EditCosts()
    /// For one unit of edit cost.
    var cost: Float = 5
    /// For one level of frequency, a factor of 1.7.
    var level: Float = 0.38
    /// For the first of Hunspell's proposals; the n-th gets an n-th of it.
    var hunspell: Float = 2.5
    /// The cost of a missing space, and of one between two of the most frequent words.
    var split: Float = 1.5
    var usualSplit: Float = 0.6
    /// Taken from a name, and from the spelling of another country.
    var name: Float = 2
    var variant: Float = 0.3
  }

  /// The confidence from which on Hunspell is not asked.
  private static let convincing = 0.7
  /// The level of the few hundred most frequent words.
  private static let usual: UInt8 = 16
  /// Above this cost nothing is proposed.
  private static let limit: Float = 2.6
  /// The same where only a slip is looked for: rivals that cost more hardly lower its confidence.
  private static let slipLimit: Float = 1.6
  private let words: KnownWords
  private let weights: Weights
  private let memo = Mutex(RecentMemo<[Suggestion]>(limit: 2048))
  private let slips = Mutex(RecentMemo<Suggestion?>(limit: 1 << 15))

  init(words: KnownWords, weights: Weights = Weights()) {
    self.words = words
    self.weights = weights
  }

  /// Up to eight suggestions for a word with straight apostrophes.
  ///
  /// Hunspell, which takes tens of milliseconds, is asked only where the lexicon has no convincing answer.
  func suggestions(for word: String) -> [Suggestion] {
    if let known = memo.withLock({ $0[word] }) { return known }
    var made = quick(word)
    if (made.first?.cost ?? .infinity) > 1 || (made.first?.confidence ?? 0) < Self.convincing {
      made = make(word, asksHunspell: true, limit: Self.limit)
    }
    memo.withLock { $0[word] = made }
    return made
  }

  /// The suggestions that the lexicon alone gives.
  func quick(_ word: String) -> [Suggestion] { make(word, asksHunspell: false, limit: Self.limit) }

  /// The best word that is one likely slip away: what tells a mistake from a term.
  ///
  /// Nil where the lexicon has none.
  func slip(_ word: String) -> Suggestion? {
    if let known = slips.withLock({ $0[word] }) { return known }
    let best = make(word, asksHunspell: false, limit: Self.slipLimit).first
    let limit: Float = word.utf8.count <= 3 ? 0.7 : 1
    let slip = best.flatMap { $0.cost <= limit && $0.confidence >= 0.5 && isUsual($0) ? $0 : nil }
    slips.withLock { $0[word] = .some(slip) }
    return slip
  }

  /// Two words count as a slip only where both are among the most frequent: "a lot", but not "code base".
  private func isUsual(_ suggestion: Suggestion) -> Bool {
    let parts = suggestion.text.split(separator: " ")
    return parts.count == 1 || parts.allSatisfy { (words.lexicon?.level(of: Array($0.utf8)) ?? 0) >= Self.usual }
  }

  private struct Candidate {
    var text: [UInt8]
    var cost: Float
    var level: Float
    var penalty: Float = 0
  }

  private func make(_ word: String, asksHunspell: Bool, limit: Float) -> [Suggestion] {
    let typed = Array(word.utf8)
    let small = typed.map(\.small)
    guard small.count <= 40, !small.isEmpty else { return [] }
    var found: [[UInt8]: Candidate] = [:]
    if words.lexicon != nil { scan(small, limit: limit, into: &found) }
    addSplits(small, into: &found)
    if asksHunspell { addHunspell(word, small, into: &found) }
    let scored = found.values.map { candidate in
      let score = -weights.cost * candidate.cost + weights.level * candidate.level - candidate.penalty
      return (candidate, score)
    }
    .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.text.lexicographicallyPrecedes($1.0.text) }
    .prefix(8)
    return confident(Array(scored), like: typed)
  }

  /// Turns scores into probabilities, with some left over for a word that is right as it is.
  private func confident(_ scored: [(Candidate, Float)], like typed: [UInt8]) -> [Suggestion] {
    guard let best = scored.first?.1 else { return [] }
    let unknown = Double(-weights.cost * 1.6 + weights.level * 4)
    let total = scored.reduce(exp(unknown - Double(best))) { $0 + exp(Double($1.1 - best)) }
    return scored.map { candidate, score in
      Suggestion(
        text: Self.cased(candidate.text, like: typed), confidence: exp(Double(score - best)) / total, score: score,
        cost: candidate.cost)
    }
  }

  /// All words of the lexicon within the limit.
  ///
  /// Length and letters rule most of them out without a distance.
  private func scan(_ typed: [UInt8], limit: Float, into found: inout [[UInt8]: Candidate]) {
    guard let lexicon = words.lexicon else { return }
    var rows = [Float](repeating: 0, count: EditCosts.rowCount(typed.count + 2))
    let similar = lexicon.small.withUnsafeBufferPointer { small in
      rows.withUnsafeMutableBufferPointer { rows in
        typed.withUnsafeBufferPointer { typed in
          lexicon.numbers(similarTo: typed, isNear: limit <= Self.slipLimit).compactMap {
            number -> (number: Int, cost: Float)? in
            let word = UnsafeBufferPointer(
              rebasing: small[Int(lexicon.starts[number])..<Int(lexicon.starts[number + 1])])
            let cost = weights.costs.distance(typed, word, limit: limit, rows: rows)
            return cost <= limit ? (number, cost) : nil
          }
        }
      }
    }
    for (number, cost) in similar where cost > 0 || lexicon[number].first?.isCapital == true {
      let group = lexicon.groups[number]
      let penalty = group == .name ? weights.name : group == .variant ? weights.variant : 0
      let text = Array(lexicon[number])
      found[text] = Candidate(text: text, cost: cost, level: Float(lexicon.levels[number]), penalty: penalty)
    }
  }

  /// Two frequent words written as one.
  private func addSplits(_ small: [UInt8], into found: inout [[UInt8]: Candidate]) {
    guard let lexicon = words.lexicon, small.count >= 4 else { return }
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

  private func addHunspell(_ word: String, _ small: [UInt8], into found: inout [[UInt8]: Candidate]) {
    for (rank, text) in words.dictionary.suggestions(for: Array(word.utf8)).enumerated() {
      var bytes = Array(text.utf8)
      if word.utf8.first?.isCapital == true, let own = found[bytes.map(\.small)] { bytes = own.text }
      let bonus = weights.hunspell / Float(rank + 1)
      if found[bytes] != nil {
        found[bytes]?.penalty -= bonus
        continue
      }
      let cost = weights.costs.distance(small, bytes.map(\.small), limit: 6)
      if cost.isFinite { found[bytes] = Candidate(text: bytes, cost: cost, level: 0, penalty: -bonus) }
    }
  }

  /// Gives a suggestion the capitals of the typed word.
  private static func cased(_ text: [UInt8], like typed: [UInt8]) -> String {
    var text = text
    if typed.count > 1, typed.allSatisfy({ $0 == $0.small ? !$0.isLetter : true }) {
      return String(decoding: text, as: UTF8.self).uppercased()
    }
    if typed.first?.isCapital == true, text[0].isLetter { text[0] &= ~32 }
    return String(decoding: text, as: UTF8.self)
  }
}
