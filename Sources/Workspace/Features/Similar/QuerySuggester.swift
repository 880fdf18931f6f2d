package import Store

/// Completes what somebody types to search for, by the words of the indexed documents.
///
/// The last words that are typed are looked for in titles, names and the beginnings of passages; what follows them there, followed them most
/// often first, is proposed. Where too little follows, fewer words are looked for (back-off).
package struct QuerySuggester: Sendable {
  /// A whole query.
  package struct Suggestion: Sendable, Equatable {
    /// Begins with exactly what was typed, and is longer.
    package let query: String
    /// In how many of the texts that were looked at its end was found.
    package let occurrences: Int
  }

  private let index: DocumentIndex
  /// Texts of one kind that are looked at.
  private static let texts = 400
  /// Words before the last one that must be found with it.
  private static let context = 2

  package init(index: DocumentIndex) { self.index = index }

  /// At most `count` queries, the likeliest first; none where nothing is typed.
  ///
  /// - Throws: the store's error.
  package func suggestions(for query: String, count: Int) throws -> [Suggestion] {
    let words = query.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let last = query.last, !words.isEmpty else { return [] }
    var found: [Suggestion] = []
    for context in (0...Self.context).reversed() where context < words.count && found.count < count {
      let typed = words.suffix(context + 1).joined(separator: " ") + (last.isWhitespace ? " " : "")
      let texts = try index.texts(containing: typed, limit: Self.texts)
      let known = Set(found.map(\.query))
      found += Self.ranked(continuations(of: typed, in: texts))
        .map { Suggestion(query: query + $0.key, occurrences: $0.value) }
        .filter { !known.contains($0.query) }
    }
    return Array(found.prefix(count))
  }

  /// What follows `typed` in the texts, by the number of texts: the rest of its last word, that with the next word, and with the next two.
  private func continuations(of typed: String, in texts: [String]) -> [String: Int] {
    let typed = typed.lowercased()
    return texts.reduce(into: [:]) { counts, text in
      var own: Set<String> = []
      let text = text.lowercased()
      var start = text.startIndex
      while let range = text[start...].firstRange(of: typed) {
        let isAtWord = range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isPartOfWord
        if isAtWord { own.formUnion(Self.phrases(text[range.upperBound...])) }
        start = range.upperBound
      }
      for phrase in own { counts[phrase, default: 0] += 1 }
    }
  }

  /// One, two and three words at the start of a text, the first of which may have begun before it.
  private static func phrases(_ rest: Substring) -> [String] {
    var (found, end) = ([String](), rest.startIndex)
    for _ in 0..<3 {
      let gap = rest[end...].prefix { $0 == " " }
      let word = rest[gap.endIndex...].prefix(while: \.isPartOfWord)
      guard !word.isEmpty, gap.count <= 1 else { break }
      end = word.endIndex
      // "the keeper of" says no more than "the keeper".
      if found.isEmpty || word.count > 3 { found.append(String(rest[..<end])) }
    }
    return found
  }

  /// The most frequent first; of a phrase and its beginning with the same number the phrase, if it is there more than once.
  private static func ranked(_ counts: [String: Int]) -> [(key: String, value: Int)] {
    let isExtended = { (phrase: String, count: Int) in
      counts.contains { $0.value == count && $0.value > 1 && $0.key != phrase && $0.key.hasPrefix(phrase + " ") }
    }
    return counts.filter { phrase, count in
      (count > 1 || !phrase.dropFirst().contains(" ")) && !isExtended(phrase, count)
    }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "'" || self == "’" || self == "-" }
}
