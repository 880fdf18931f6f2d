import Foundation
import Synchronization

/// Proposes words in place of an unknown one, best first.
///
/// A noisy channel: score = - weight x cost of the typing mistake + weight x logarithm of the word's frequency. Candidates
/// come from a scan over the lexicon and, where that has no convincing answer, over the rare words of the dictionary.
/// Hunspell, which takes some 60 ms for a word, is asked for languages without a lexicon. Thread-safe; about a millisecond for
/// a word, nothing for one asked for lately.
final class Suggester: Sendable {
  /// The weights of the ranking; fitted together with `EditCosts`.
  struct Weights: Sendable {
    var costs = EditCosts()
    /// For one unit of edit cost.
    var cost: Float = 5.9
    /// For one level of frequency, a factor of 1.7.
    var level: Float = 0.27
    /// For the first of Hunspell's proposals; the n-th gets an n-th of it.
    var hunspell: Float = 2.5
    /// The cost of a missing space, and of one between two of the most frequent words.
    var split: Float = 1.8
    var usualSplit: Float = 0.6
    /// The cost of a capital that is missing.
    var capital: Float = 0.8
    /// Taken from a name without its capital, for each level below that of a well-known one.
    var strangeName: Float = 0.4
    /// Taken from a name, from the spelling of another country, from a rare word, from a word made with a prefix.
    var name: Float = 3.5
    var variant: Float = 0.2
    var rare: Float = 0.5
    var derived: Float = 2.4
  }

  /// What an unknown word may be, as far as the lexicon tells.
  enum Reading: Sendable {
    /// One likely slip away from this word: what tells a mistake from a term.
    case slip(Suggestion)
    /// Two words of some length and meaning written as one, as English often does: hayload.
    case compound
    /// Nothing near.
    case unlike
  }

  /// The confidence from which on rare words are not looked at.
  private static let convincing = 0.7
  /// How many edits away a candidate may be: at first, where that is not convincing, and where nothing is near.
  private static let (fewEdits, edits, manyEdits) = (2, 3, 4)
  /// Above this cost nothing is proposed, unless nothing is near.
  private static let (limit, farLimit): (Float, Float) = (2.6, 5)
  /// What a likely slip costs at most.
  private static let slipCost: Float = 1.2
  let words: KnownWords
  let weights: Weights
  private let memo = Mutex(RecentMemo<[Suggestion]>(limit: 4096))
  private let readings = Mutex(RecentMemo<Reading>(limit: 1 << 15))
  private let rareWords = Mutex<Lexicon?>(nil)

  init(words: KnownWords, weights: Weights = Weights()) {
    self.words = words
    self.weights = weights
  }

  /// Up to eight suggestions for a word with straight apostrophes.
  func suggestions(for word: String) -> [Suggestion] {
    if let known = memo.withLock({ $0[word] }) { return known }
    let made = possessive(word) ?? make(word)
    memo.withLock { $0[word] = made }
    return made
  }

  /// Reads what the first suggestion for a word that nothing frequent is like would wait for: a tenth of a second.
  func prepare() { if let lexicon = words.lexicon { _ = rare(besides: lexicon) } }

  /// What the lexicon says about an unknown word.
  func reading(of word: String) -> Reading {
    if let known = readings.withLock({ $0[word] }) { return known }
    let reading = read(word)
    readings.withLock { $0[word] = reading }
    return reading
  }

  private func read(_ word: String) -> Reading {
    guard let best = quickest(word) else { return .unlike }
    let parts = best.text.split(separator: " ").map { Array($0.utf8) }
    if parts.count == 2, let lexicon = words.lexicon {
      let isTwoWords = parts.contains { (lexicon.level(of: $0) ?? 0) >= Candidates.everywhere }
      if !isTwoWords { return parts.allSatisfy { $0.count >= 3 } ? .compound : .unlike }
    }
    let limit: Float = word.utf8.count <= 3 ? 0.7 : Self.slipCost
    guard best.cost <= limit, best.confidence >= 0.5, !isStrangeName(best, for: word) else { return .unlike }
    return .slip(best)
  }

  /// Whether a word in small letters is like a name that few know.
  private func isStrangeName(_ suggestion: Suggestion, for word: String) -> Bool {
    let text = Array(suggestion.text.utf8)
    guard text[0].isCapital, word.utf8.first?.isCapital == false else { return false }
    return Float(words.lexicon?.level(of: text) ?? 0) < Candidates.wellKnown
  }

  private func make(_ word: String) -> [Suggestion] {
    guard let lexicon = words.lexicon, let typed = TypedWord(word.utf8) else { return fromHunspell(word) }
    var candidates = frequent(typed, lexicon)
    let frequent = confident(candidates, like: word)
    let isNear = (frequent.first?.cost ?? .infinity) <= Self.slipCost
    if isNear, frequent[0].confidence >= Self.convincing { return frequent }
    let rare = rare(besides: lexicon)
    candidates.addWords(of: rare, edits: Self.fewEdits, penalty: weights.rare)
    if !isNear {
      candidates.addWords(of: lexicon, edits: Self.edits)
      candidates.addDerived(from: lexicon, prefixes: KnownWords.prefixes, edits: Self.fewEdits)
    }
    if candidates.found.isEmpty {
      candidates = Candidates(typed: typed, weights: weights, limit: Self.farLimit)
      candidates.addWords(of: lexicon, edits: Self.manyEdits)
      candidates.addWords(of: rare, edits: Self.manyEdits, penalty: weights.rare)
    }
    return confident(candidates, like: word)
  }

  /// The best of the frequent words nearby.
  private func quickest(_ word: String) -> Suggestion? {
    guard let lexicon = words.lexicon, let typed = TypedWord(word.utf8) else { return nil }
    return confident(frequent(typed, lexicon), like: word).first
  }

  /// The frequent words nearby.
  private func frequent(_ typed: TypedWord, _ lexicon: Lexicon) -> Candidates {
    var candidates = Candidates(typed: typed, weights: weights, limit: Self.limit)
    candidates.addWords(of: lexicon, edits: Self.fewEdits)
    candidates.addSplits(in: lexicon)
    candidates.addShortForm()
    return candidates
  }

  /// For an unknown word with 's, what may be meant by the word before it.
  private func possessive(_ word: String) -> [Suggestion]? {
    guard words.lexicon != nil, word.hasSuffix("'s"), word.utf8.count > 4 else { return nil }
    let head = String(word.dropLast(2))
    guard !words.isListed(Array(head.utf8)) else { return nil }
    return make(head).filter { !$0.text.hasSuffix("s") || head.hasSuffix("s") }
      .map { $0.replacingText($0.text + "'s") }
  }

  private func fromHunspell(_ word: String) -> [Suggestion] {
    guard let typed = TypedWord(word.utf8) else { return [] }
    var candidates = Candidates(typed: typed, weights: weights, limit: Self.limit)
    candidates.add(proposals: words.dictionary.suggestions(for: Array(word.utf8)))
    return confident(candidates, like: word)
  }

  /// Read when they are first needed.
  private func rare(besides lexicon: Lexicon) -> Lexicon {
    rareWords.withLock { rare in
      if let rare { return rare }
      let read = RareWords.read(stem: words.dictionary.stem, notIn: lexicon)
      rare = read
      return read
    }
  }

  /// Turns scores into probabilities, with some left over for a word that is right as it is.
  private func confident(_ candidates: Candidates, like typed: String) -> [Suggestion] {
    let scored = candidates.best(8)
    guard let best = scored.first?.score else { return [] }
    let unknown = Double(-weights.cost * 1.6 + weights.level * 4)
    let total = scored.reduce(exp(unknown - Double(best))) { $0 + exp(Double($1.score - best)) }
    return scored.map { candidate, score in
      Suggestion(
        text: Suggestion.cased(candidate.text, like: Array(typed.utf8)), confidence: exp(Double(score - best)) / total,
        score: score, cost: candidate.cost)
    }
  }
}
