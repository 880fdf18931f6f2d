import Documents

/// A project's own choice of words.
struct Terminology: Rule {
  let description = RuleDescription(
    "terminology.preferred", "A word in whose place the project wants another",
    reason: "The project's .stet.toml prefers another word: `[terminology] prefer = { \"e-mail\" = \"email\" }`.",
    examples: [.init("Send an e-mail.", "Send an email.")], isSafe: true)

  private struct Term {
    let words: [WordKey]
    /// What stands between the words, byte for byte.
    let gaps: [[UInt8]]
    let preferred: String
    /// Whether the term is about capitals: then it is compared letter by letter.
    let isExact: Bool
    let spelling: String
  }

  private let terms: [WordKey: [Term]]

  /// - Parameter terms: what is written now, and what should be; one or several words. Where both differ in capitals alone
  ///   ("Github", "GitHub"), capitals count; elsewhere a term is found however it is written, and what takes its place begins
  ///   with a capital where the old one did.
  init(_ terms: [String: String]) {
    var table: [WordKey: [Term]] = [:]
    for (old, new) in terms.sorted(by: { $0.key < $1.key }) {
      let text = RuleText(Array(old.utf8))
      guard let first = text.words.first, old != new else { continue }
      let gaps = text.words.indices.dropFirst().map { Array(text.bytes[text.gap(before: $0)]) }
      table[first.key, default: []].append(
        Term(
          words: text.words.map(\.key), gaps: gaps, preferred: new, isExact: old.lowercased() == new.lowercased(),
          spelling: old))
    }
    self.terms = table.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  func findings(in text: RuleText) -> [SentenceFinding] {
    var found: [SentenceFinding] = []
    var end = 0
    for index in text.words.indices where text.words[index].range.lowerBound >= end {
      guard let candidates = terms[text.words[index].key],
        let term = candidates.first(where: { matches($0, index, text) })
      else { continue }
      let range = text.words[index].range.lowerBound..<text.words[index + term.words.count - 1].range.upperBound
      let replacement = term.isExact ? term.preferred : text.adapted(term.preferred, to: range)
      guard text.string(range) != replacement else { continue }
      found.append(
        finding(
          range, "This project writes “\(replacement)”, not “\(text.string(range))”", [replacement], confidence: 1))
      end = range.upperBound
    }
    return found
  }

  private func matches(_ term: Term, _ index: Int, _ text: RuleText) -> Bool {
    guard index + term.words.count <= text.words.count else { return false }
    for offset in term.words.indices {
      guard text.words[index + offset].key == term.words[offset], !text.words[index + offset].shape.contains(.isLiteral)
      else { return false }
      if offset > 0, !text.bytes[text.gap(before: index + offset)].elementsEqual(term.gaps[offset - 1]) { return false }
    }
    let range = text.words[index].range.lowerBound..<text.words[index + term.words.count - 1].range.upperBound
    if term.isExact { return text.string(range) == term.spelling }
    // "e" of "e-mail" is a word here; "mail" of "e-mail" is not the term "mail".
    return text.byte(range.lowerBound - 1) != UInt8(ascii: "-") && text.byte(range.upperBound) != UInt8(ascii: "-")
  }
}
