import Documents

extension Passage {
  /// Words beyond which a passage is read in parts.
  private static let mostWords = 300

  /// The passage, or what it falls into between sentences when it is very long; each part has the passage's hash and snippet.
  func parts(in snapshot: DocumentSnapshot) -> [Passage] {
    var parts: [Passage] = []
    var (start, words) = (sentences.lowerBound, 0)
    for index in sentences {
      let count = wordCount(of: snapshot.sentence(at: index))
      if words > 0, words + count > Self.mostWords {
        parts.append(part(start..<index, in: snapshot))
        (start, words) = (index, 0)
      }
      words += count
    }
    if parts.isEmpty { return [self] }
    return parts + [part(start..<sentences.upperBound, in: snapshot)]
  }

  private func part(_ sentences: Range<Int>, in snapshot: DocumentSnapshot) -> Passage {
    let first = snapshot.sourceRange(ofSentence: sentences.lowerBound)
    let last = snapshot.sourceRange(ofSentence: sentences.upperBound - 1)
    return Passage(
      range: first.lowerBound..<last.upperBound, sentences: sentences, content: content, snippet: snippet)
  }
}
