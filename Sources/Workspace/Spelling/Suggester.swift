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
    var level: Float = 0.35
    /// For the first of Hunspell's proposals; the n-th gets an n-th of it.
    var hunspell: Float = 1.5
    /// The cost of a missing space.
    var split: Float = 0.8
    /// Taken from a name, and from the spelling of another country.
    var name: Float = 2
    var variant: Float = 1
  }

  /// Above this cost nothing is proposed.
  private static let limit: Float = 2.6
  private let words: KnownWords
  private let weights: Weights
  private let memo = Mutex<[String: [Suggestion]]>([:])

  init(words: KnownWords, weights: Weights = Weights()) {
    self.words = words
    self.weights = weights
  }

  /// Up to eight suggestions for a word with straight apostrophes.
  func suggestions(for word: String) -> [Suggestion] {
    if let known = memo.withLock({ $0[word] }) { return known }
    let made = make(word)
    memo.withLock { memo in
      // Bounded without bookkeeping: what is needed again is made again.
      if memo.count >= 4096 { memo.removeAll() }
      memo[word] = made
    }
    return made
  }

  private struct Candidate {
    var text: [UInt8]
    var cost: Float
    var level: Float
    var penalty: Float = 0
  }

  private func make(_ word: String) -> [Suggestion] {
    let typed = Array(word.utf8)
    let small = typed.map(\.small)
    guard small.count <= 40, !small.isEmpty else { return [] }
    var found: [[UInt8]: Candidate] = [:]
    if words.lexicon != nil { scan(small, into: &found) }
    addSplits(small, into: &found)
    addHunspell(word, small, into: &found)
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
  private func scan(_ small: [UInt8], into found: inout [[UInt8]: Candidate]) {
    guard let lexicon = words.lexicon else { return }
    let letters = Lexicon.letters(of: small)
    var rows: [Float] = []
    var lowered: [UInt8] = []
    for number in 0..<lexicon.count {
      let length = Int(lexicon.starts[number + 1] - lexicon.starts[number])
      guard abs(length - small.count) <= 2, (lexicon.letters[number] ^ letters).nonzeroBitCount <= 4 else { continue }
      lowered.removeAll(keepingCapacity: true)
      for byte in lexicon[number] { lowered.append(byte.small) }
      guard lowered != small || lexicon[number].first?.isCapital == true else { continue }
      let cost = lowered.withUnsafeBufferPointer {
        weights.costs.distance(small, $0, limit: Self.limit, rows: &rows)
      }
      guard cost <= Self.limit else { continue }
      let group = lexicon.groups[number]
      let penalty = group == .name ? weights.name : group == .variant ? weights.variant : 0
      let candidate = Candidate(
        text: Array(lexicon[number]), cost: cost, level: Float(lexicon.levels[number]), penalty: penalty)
      found[candidate.text] = candidate
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
      found[text] = Candidate(text: text, cost: weights.split, level: Float(min(first, second)) - 2)
    }
  }

  private func addHunspell(_ word: String, _ small: [UInt8], into found: inout [[UInt8]: Candidate]) {
    var rows: [Float] = []
    for (rank, text) in words.dictionary.suggestions(for: Array(word.utf8)).enumerated() {
      var bytes = Array(text.utf8)
      if word.utf8.first?.isCapital == true, let own = found[bytes.map(\.small)] { bytes = own.text }
      let bonus = weights.hunspell / Float(rank + 1)
      if found[bytes] != nil {
        found[bytes]?.penalty -= bonus
        continue
      }
      let cost = bytes.map(\.small).withUnsafeBufferPointer {
        weights.costs.distance(small, $0, limit: 6, rows: &rows)
      }
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
