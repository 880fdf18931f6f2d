/// The unknown words of a document, counted: what repeats is probably a term, what has a capital inside a sentence a name.
///
/// Kept up to date sentence by sentence: adding or removing one costs its candidates, whatever the document's size.
package struct DocumentVocabulary: Sendable, Equatable {
  private struct Count: Equatable {
    var all = 0
    var names = 0
  }

  private var counts: [String: Count] = [:]

  package init() {}

  /// Counts the words of a sentence that came into the document.
  package mutating func add(_ analysis: SpellingAnalysis) { change(analysis, by: 1) }

  /// Takes back what `add` counted for a sentence that left the document.
  package mutating func remove(_ analysis: SpellingAnalysis) { change(analysis, by: -1) }

  /// How often the document has the word `key`, small letters, however it is written.
  func occurrences(of key: String) -> Int { counts[key]?.all ?? 0 }

  /// How often the word `key` has a capital where only a name has one.
  func namings(of key: String) -> Int { counts[key]?.names ?? 0 }

  private mutating func change(_ analysis: SpellingAnalysis, by step: Int) {
    for candidate in analysis.candidates {
      var count = counts[candidate.key, default: Count()]
      count.all += step
      if candidate.shape == .capitalised, !candidate.isFirst { count.names += step }
      counts[candidate.key] = count == Count() ? nil : count
    }
  }
}
