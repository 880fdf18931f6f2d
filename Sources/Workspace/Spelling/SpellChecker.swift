package import Documents

/// Finds misspelt words and proposes others: Hunspell's dictionary, word frequencies, and some knowledge of what is no word
/// at all.
///
/// Two stages. `analyze` depends on a sentence alone, and is what a cache keeps. `findings` filters its result by the rest
/// of the document and by the words a person added; it is cheap. Suggestions are made on demand. Thread-safe.
package final class SpellChecker: Sendable {
  /// What cached analyses depend on beside the sentence: changes when the dictionary's file does.
  package let fingerprint: String
  let words: KnownWords
  let suggester: Suggester
  /// Unpacked when first needed; nil for languages other than English.
  var classes: WordClasses? { words.lexicon == nil ? nil : .english }

  /// Finds the dictionary `language`, a tag such as `en_US` or `de_DE`.
  ///
  /// It is loaded when it is first needed.
  ///
  /// - Throws: `SpellingError` when it is not installed; the hint names the package.
  package convenience init(language: String = "en_US", locator: DictionaryLocator = DictionaryLocator()) throws {
    try self.init(language: language, locator: locator, weights: Suggester.Weights())
  }

  init(language: String, locator: DictionaryLocator, weights: Suggester.Weights) throws {
    let stem = try locator.stem(of: language)
    fingerprint = try Self.fingerprint(stem)
    let isAmerican = language.replacing("-", with: "_") == "en_US"
    words = KnownWords(dictionary: HunspellDictionary(stem: stem), lexicon: isAmerican ? .english : nil)
    suggester = Suggester(words: words, weights: weights)
  }

  /// The unknown words of a sentence, context-free.
  ///
  /// O(n); some 0.2 microseconds a word once the words have been seen.
  package func analyze(_ sentence: Sentence) -> SpellingAnalysis {
    analyze(sentence.text, literals: sentence.literals)
  }

  /// The unknown words of `text`, leaving out `literals`.
  ///
  /// Any bytes are allowed.
  package func analyze(_ text: [UInt8], literals: [Range<Int>] = []) -> SpellingAnalysis {
    let scanner = WordScanner(text, literals: literals)
    var scanned: [WordScanner.Word] = []
    scanner.forEach { if $0.shape == .small || $0.shape == .capitalised { scanned.append($0) } }
    let unknown = words.unknown(in: scanned, of: scanner).filter { !isLeftAlone($0.word, $0.spelling) }
    return SpellingAnalysis(candidates: unknown.compactMap { candidate($0.word, $0.spelling, in: text) })
  }

  /// The misspelt words among the candidates of a sentence.
  ///
  /// - Parameters:
  ///   - vocabulary: the unknown words of the whole document, this sentence included.
  ///   - wordLists: words that a person or a project added.
  ///   - skipping: a range of the sentence that is being typed; a word that touches it is left alone.
  package func findings(
    in analysis: SpellingAnalysis, vocabulary: DocumentVocabulary, wordLists: [WordList] = [],
    skipping: Range<Int>? = nil
  ) -> [SpellingFinding] {
    let candidates = analysis.candidates
    return candidates.indices.compactMap { i in
      let candidate = candidates[i]
      if let skipping, candidate.range.lowerBound <= skipping.upperBound,
        skipping.lowerBound <= candidate.range.upperBound
      {
        return nil
      }
      if wordLists.contains(where: { $0.contains(candidate.word) }) { return nil }
      return Self.confidence(candidate, vocabulary, isAmongForeign: Self.isAmongForeign(candidates, i)).map {
        SpellingFinding(range: candidate.range, word: candidate.word, confidence: $0, context: candidate.context)
      }
    }
  }

  /// Words to put in place of an unknown one, best first, at most `limit`.
  ///
  /// About a millisecond for a word not asked for lately, for languages other than English some tens of them.
  ///
  /// - Parameter context: what stands beside the word; it decides between candidates that are equally likely slips.
  package func suggestions(for word: String, in context: WordContext = .none, limit: Int = 5) -> [Suggestion] {
    let plain = suggester.suggestions(for: word)
    guard context != .none, let classes else { return Array(plain.prefix(limit)) }
    return Array(Suggestion.reranked(plain, by: plain.map { classes.score($0.text, in: context) }).prefix(limit))
  }

  /// Reads what suggestions need, for whoever will ask for many and has something else to do first.
  package func prepareSuggestions() { suggester.prepare() }

  /// Whether the dictionary or the lexicon has the word.
  package func knows(_ word: String) -> Bool { words.isKnown(Array(word.utf8)) }
}
