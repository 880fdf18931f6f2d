package import Edits

/// Misspellings that people have been seen to make, from a list.
package struct KnownMisspellings: MistakeKind {
  package let name = "spelling"
  private let wrong: [String: [String]]

  /// Reads lines such as `recieve->receive` (more corrections behind commas); other lines say nothing.
  ///
  /// Only misspellings with one correction, both in letters, are taken. O(bytes).
  package init(list: String) {
    var wrong: [String: [String]] = [:]
    for line in list.split(whereSeparator: \.isNewline) {
      guard let arrow = line.firstRange(of: "->") else { continue }
      let (bad, good) = (line[..<arrow.lowerBound], line[arrow.upperBound...])
      guard (bad + good).utf8.allSatisfy({ (0x61...0x7A).contains($0) }), !good.isEmpty, !bad.isEmpty else { continue }
      wrong[String(good), default: []].append(String(bad))
    }
    self.wrong = wrong
  }

  package func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    guard let forms = wrong[text.tokens[index].key], text.tokens[index].kind == .word else { return nil }
    return random.pick(forms).map { text.writing($0, at: index) }
  }
}
