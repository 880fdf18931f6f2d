/// Finds phrases in a text by their words, letter case aside.
struct PhraseFinder {
  private let text: String
  private let ranges: [Range<Int>]
  private let words: [String]

  init(_ text: String) {
    self.text = text
    ranges = SimpleWords.ranges(of: text)
    let bytes = Array(text.utf8)
    words = ranges.map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
  }

  /// The words with BIO labels; longer phrases first, and no word in two of them.
  ///
  /// Nil without words. O(words x phrases) at worst; places are found through the first word.
  func example(_ phrases: [String], label: String?) -> TokenExample? {
    if words.isEmpty { return nil }
    var labels: [String?] = Array(repeating: SpanTags.outside, count: words.count)
    var isTaken = Array(repeating: false, count: words.count)
    let places = Dictionary(grouping: words.indices) { words[$0] }
    for phrase in sorted(phrases) {
      for start in places[phrase[0], default: []] where start + phrase.count <= words.count {
        let range = start..<start + phrase.count
        guard words[range].elementsEqual(phrase), !isTaken[range].contains(true) else { continue }
        for position in range {
          isTaken[position] = true
          labels[position] = label.map { (position == start ? "B-" : "I-") + $0 }
        }
      }
    }
    return TokenExample(text: text, words: ranges, labels: labels)
  }

  /// The phrases as words, the longest first, blank ones left out.
  private func sorted(_ phrases: [String]) -> [[String]] {
    phrases.map { phrase in
      let bytes = Array(phrase.utf8)
      return SimpleWords.ranges(of: phrase).map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
    }
    .filter { !$0.isEmpty }
    .sorted { $0.count > $1.count }
  }
}
