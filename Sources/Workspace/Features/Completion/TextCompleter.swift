package import Documents
package import Generation
package import Inference
package import Spelling
import Synchronization

/// Suggests how what somebody writes may go on: a few words behind the caret, or the word that is being typed.
///
/// Thread-safe.
package final class TextCompleter: Sendable {
  /// The model with its queue.
  package let engine: GenerationEngine
  private let known = Mutex(SuggestionCache())

  /// A completer that knows of no place yet.
  package init(engine: GenerationEngine) { self.engine = engine }

  /// How the text at a place may go on, the likeliest first; none where the model has nothing sure enough to say.
  ///
  /// A suggestion that is being typed through costs no pass of the model. One ends before a word that neither the dictionary nor the text
  /// near the place has, nor any of the person's texts; without a dictionary everything is a word. What stands behind the place already is
  /// not suggested.
  ///
  /// - Parameters:
  ///   - personal: the person's own words, mixed with what the model says; nil for the model alone.
  ///   - owner: as of `GenerationEngine.complete`.
  /// - Throws: as `GenerationEngine.complete`.
  package func suggestions(
    at place: TypingPlace, near offset: Int, in snapshot: DocumentSnapshot, checker: SpellChecker?,
    _ options: CompletionOptions, personal: PersonalTexts.Memory?, owner: String, lane: Lane
  ) async throws -> [TextSuggestion] {
    let found = try await place.withoutRepeats(personal, bytes: { $0.bytes }) {
      try await suggestions(at: place, options, personal: $0, owner: owner, lane: lane)
    }
    guard let checker else { return found }
    var seen: Set<[UInt8]> = []
    return found.compactMap {
      $0.upToUnknownWord(after: place.word) { word in
        checker.knowsInAnyCase(word) || NearbyWords.have(word, near: offset, in: snapshot)
          || personal?.has(word) == true
      }
    }.filter { seen.insert($0.bytes).inserted }
  }

  /// The same as the model says it.
  func suggestions(
    at place: TypingPlace, _ options: CompletionOptions, personal: PersonalTexts.Memory? = nil, owner: String,
    lane: Lane
  ) async throws -> [TextSuggestion] {
    let content = personal?.content
    if let known = known.withLock({ $0.suggestions(after: place.prompt, options, personal: content) }) { return known }
    let found = try await engine.complete(
      place.prompt, options, personal: personal?.model, owner: owner, lane: lane
    ).compactMap(TextSuggestion.init)
    known.withLock { $0.insert(found, after: place.prompt, options, personal: content) }
    return found
  }

  /// Words that begin with what is typed at a place, the likeliest first; each begins with exactly what is typed and is longer.
  ///
  /// Ranked by what the model expects there, mixed with how often the words near the place have the word (linear interpolation, Jelinek and
  /// Mercer 1980). What is in the text once at most, in no dictionary and in no text of the person's may be a slip, of the writer or of the
  /// model, and is left out.
  ///
  /// - Throws: as `GenerationEngine.complete`.
  package func words(
    at place: TypingPlace, near offset: Int, in snapshot: DocumentSnapshot, checker: SpellChecker?, count: Int,
    contextTokens: Int, personal: PersonalTexts.Memory?, owner: String
  ) async throws -> [WordSuggestion] {
    let options = CompletionOptions(
      maximumTokens: 1, candidates: min(16, 2 * count), contextTokens: contextTokens)
    let found = try await engine.complete(
      place.prompt, options, personal: personal?.model, owner: owner, lane: .keystroke)
    var scores: [[UInt8]: Double] = [:]
    let nearby = NearbyWords(place.word, near: offset, in: snapshot)
    for (word, probability) in Self.words(in: found, after: place.word)
    where nearby.isWord(word, checker: checker) || personal?.has(String(decoding: word, as: UTF8.self)) == true {
      scores[word, default: 0] += Self.modelShare * probability
    }
    for (word, share) in nearby.shares(checker: checker) {
      scores[word, default: 0] += (1 - Self.modelShare) * share
    }
    let ranked = scores.sorted {
      ($0.value, $1.key.count, String(decoding: $1.key, as: UTF8.self))
        > ($1.value, $0.key.count, String(decoding: $0.key, as: UTF8.self))
    }
    return ranked.prefix(count).map { WordSuggestion(text: String(decoding: $0.key, as: UTF8.self), score: $0.value) }
  }

  /// How much of a word's score is the model's.
  private static let modelShare = 0.7

  /// The words that completions begin with, each with the probability that it is the whole word.
  ///
  /// A completion may end within a word, so the probability of "inter" holds that of "interesting": what goes on is taken off.
  private static func words(in completions: [Completion], after typed: [UInt8]) -> [[UInt8]: Double] {
    var found: [[UInt8]: Double] = [:]
    for completion in completions {
      guard let rest = wordRest(completion.bytes, isNew: typed.isEmpty) else { continue }
      found[typed + rest] = max(found[typed + rest] ?? 0, completion.probability)
    }
    return found.sorted { $0.key.count > $1.key.count }.reduce(into: [:]) { whole, word in
      let longer = whole.reduce(0) { $1.key.starts(with: word.key) ? $0 + $1.value : $0 }
      whole[word.key] = max(0, word.value - longer)
    }
  }

  /// The letters with which a completion ends the word; nil where it begins with something else.
  private static func wordRest(_ bytes: [UInt8], isNew: Bool) -> [UInt8]? {
    let text = String(decoding: bytes, as: UTF8.self)
    let rest = text.prefix { $0.isLetter || $0 == "'" || $0 == "’" || !isNew && $0 == "-" }
    return rest.first?.isLetter == true ? Array(rest.utf8) : nil
  }
}

/// A word that may be meant.
package struct WordSuggestion: Sendable, Equatable {
  package let text: String
  /// 0 to 1; only the order within one answer means something.
  package let score: Double
}
