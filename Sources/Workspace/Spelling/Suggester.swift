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
    var cost: Float = 5
    /// For one level of frequency, a factor of 1.7.
    var level: Float = 0.38
    /// For the first of Hunspell's proposals; the n-th gets an n-th of it.
    var hunspell: Float = 2.5
    /// The cost of a missing space, and of one between two of the most frequent words.
    var split: Float = 1.5
    var usualSplit: Float = 0.6
    /// The cost of a capital that is missing.
    var capital: Float = 0.4
    /// Taken from a name without its capital, for each level below that of a well-known one.
    var strangeName: Float = 0.4
    /// Taken from a name, from the spelling of another country, from a rare word, from a word made with a prefix.
    var name: Float = 2
    var variant: Float = 0.3
    var rare: Float = 0.5
    var derived: Float = 1.5
  }

  /// The confidence from which on rare words are not looked at.
  private static let convincing = 0.7
  /// How many edits away a candidate may be: at first, where that is not convincing, and where nothing is near.
  private static let (fewEdits, edits, manyEdits) = (2, 3, 4)
  /// Above this cost nothing is proposed, unless nothing is near.
  private static let (limit, farLimit): (Float, Float) = (2.6, 5)
  let words: KnownWords
  let weights: Weights
  private let memo = Mutex(RecentMemo<[Suggestion]>(limit: 4096))
  private let slips = Mutex(RecentMemo<Suggestion?>(limit: 1 << 15))
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

  /// The best word that is one likely slip away: what tells a mistake from a term.
  ///
  /// Nil where the lexicon has none.
  func slip(_ word: String) -> Suggestion? {
    if let known = slips.withLock({ $0[word] }) { return known }
    let limit: Float = word.utf8.count <= 3 ? 0.7 : 1
    let slip = quickest(word).flatMap { $0.cost <= limit && $0.confidence >= 0.5 && isUsual($0) ? $0 : nil }
    slips.withLock { $0[word] = .some(slip) }
    return slip
  }

  /// Two words count as a slip only where both are among the most frequent: "a lot", but not "code base".
  private func isUsual(_ suggestion: Suggestion) -> Bool {
    let parts = suggestion.text.split(separator: " ")
    return parts.count == 1 || parts.allSatisfy { (words.lexicon?.level(of: Array($0.utf8)) ?? 0) >= Candidates.usual }
  }

  private func make(_ word: String) -> [Suggestion] {
    guard let lexicon = words.lexicon, let typed = TypedWord(word.utf8) else { return fromHunspell(word) }
    var candidates = frequent(typed, lexicon)
    let frequent = confident(candidates, like: word)
    let isNear = (frequent.first?.cost ?? .infinity) <= 1
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
