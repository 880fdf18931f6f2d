/// The tokens of a corrected line in the manner of its source, whether or not the corrector has kept the spaces between them.
///
/// What the source has as a token is one here too; the rest is divided into words, contractions and marks.
package struct SourceTokens {
  private static let contractions: Set<String> = [
    "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "ca", "wo", "do", "does", "did", "is", "are", "was", "were", "has",
    "have", "had", "could", "would", "should", "might", "need", "must", "gon", "na", "can", "not",
  ]

  private let known: Set<String>

  /// - Parameter source: tokens of the source, of all references too where a sentence has several.
  package init(_ source: [String]) { known = Set(source) }

  /// The tokens of a line.
  package func tokens(of line: String) -> [String] {
    line.split(whereSeparator: \.isWhitespace).flatMap { chunk in
      known.contains(String(chunk)) ? [String(chunk)] : divide(Array(chunk.unicodeScalars))
    }
  }

  private func divide(_ chunk: [Unicode.Scalar]) -> [String] {
    var result: [String] = []
    var start = 0
    while start < chunk.count {
      let length = knownLength(chunk, start) ?? wordLength(chunk, start)
      result.append(Self.string(chunk[start..<start + length]))
      start += length
    }
    return result
  }

  /// The longest token of the source that begins here and does not end inside a word.
  private func knownLength(_ chunk: [Unicode.Scalar], _ start: Int) -> Int? {
    for end in stride(from: chunk.count, to: start, by: -1) {
      let piece = Self.string(chunk[start..<end])
      guard known.contains(piece) else { continue }
      let begins = start == 0 || !(Self.isWord(chunk[start - 1]) && Self.isWord(chunk[start]))
      let ends = end == chunk.count || !(Self.isWord(chunk[end - 1]) && Self.isWord(chunk[end]))
      if begins && ends || Self.contractions.contains(piece) { return end - start }
    }
    return nil
  }

  private func wordLength(_ chunk: [Unicode.Scalar], _ start: Int) -> Int {
    let rest = chunk[start...]
    let word = rest.prefix { Self.isWord($0) || $0 == "_" }.count
    if let negated = negatedLength(rest, word) { return negated }
    if rest.first == "'" {
      for ending in ["s", "re", "ve", "ll", "d", "m"] where Self.string(rest.dropFirst()).hasPrefix(ending) {
        let end = 1 + ending.unicodeScalars.count
        if end == rest.count || !Self.isLetterOrLine(rest[start + end]) { return end }
      }
      let letters = rest.dropFirst().prefix { Self.isLetterOrLine($0) }.count
      return (1...2).contains(letters) ? 1 + letters : 1
    }
    if word > 0 { return joinedLength(rest, word) }
    let points = rest.prefix { $0 == "." }.count
    return points > 1 ? points : 1
  }

  /// The word before "n't": the shortest beginning that leaves exactly that.
  private func negatedLength(_ rest: ArraySlice<Unicode.Scalar>, _ word: Int) -> Int? {
    for length in 1..<max(2, word + 1) where length <= word && rest.count >= length + 3 {
      let first = rest.startIndex + length
      guard Self.string(rest[first..<first + 3]) == "n't" else { continue }
      if rest.count == length + 3 || !Self.isLetterOrLine(rest[first + 3]) { return length }
    }
    return nil
  }

  /// A word with others that hyphens, points, ats and slashes join to it.
  private func joinedLength(_ rest: ArraySlice<Unicode.Scalar>, _ word: Int) -> Int {
    var length = word
    while length + 1 < rest.count, "-.@/".unicodeScalars.contains(rest[rest.startIndex + length]) {
      let next = rest.dropFirst(length + 1).prefix { Self.isLetterOrLine($0) }.count
      if next == 0 { break }
      length += 1 + next
    }
    return length
  }

  private static func isLetterOrLine(_ scalar: Unicode.Scalar) -> Bool { isWord(scalar) || scalar == "_" }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
