/// `conll`: a word a line with one column for each layer, tabs between, an empty line behind each sentence.
///
/// Spans are tags in the scheme IOB2 (E. Tjong Kim Sang and J. Veenstra, "Representing Text Chunks", 1999); a word without a label has `_`.
package struct AnnotationColumnFormatter: AnnotationFormatter {
  package init() {}

  package mutating func add(_ text: AnnotatedText) -> [UInt8] {
    var bytes: [UInt8] = []
    for sentence in text.sentences where !sentence.words.isEmpty {
      let columns = sentence.values.indices.map { column(sentence.values[$0], text.layers[$0].kind, sentence.words) }
      for (index, word) in sentence.words.enumerated() {
        bytes += Self.line(word.text, columns.map { $0[index] })
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  /// The columns of sentences whose words came in columns; the first one is repeated.
  package static func lines(_ words: [String], _ columns: [[String]]) -> [UInt8] {
    words.indices.flatMap { index in line(words[index], columns.map { $0[index] }) } + [0x0A]
  }

  /// Tabs and line ends inside a word would make two of it.
  private static func line(_ word: String, _ values: [String]) -> [UInt8] {
    let word = word.utf8.map { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D ? UInt8(ascii: " ") : $0 }
    return values.reduce(into: word) { $0 += [0x09] + Array($1.utf8) } + [0x0A]
  }

  private func column(
    _ value: AnnotatedText.Value, _ kind: AnnotatedText.Layer.Kind, _ words: [AnnotatedText.Word]
  ) -> [String] {
    switch value {
    case .marks(let marks): kind == .spans ? tags(marks, words) : labels(marks, words)
    case .labels(let labels, _): words.map { _ in labels.isEmpty ? "_" : labels.joined(separator: "|") }
    case .score(let score): words.map { _ in "\((score * 100).rounded() / 100)" }
    }
  }

  private func labels(_ marks: [AnnotatedText.Mark], _ words: [AnnotatedText.Word]) -> [String] {
    var next = 0
    return words.map { word in
      while next < marks.count, marks[next].range.upperBound <= word.range.lowerBound { next += 1 }
      return next < marks.count && marks[next].range.overlaps(word.range) ? marks[next].label : "_"
    }
  }

  /// A word belongs to the span that covers its beginning.
  private func tags(_ marks: [AnnotatedText.Mark], _ words: [AnnotatedText.Word]) -> [String] {
    var next = 0
    var open: Int?
    return words.map { word in
      while next < marks.count, marks[next].range.upperBound <= word.range.lowerBound { next += 1 }
      guard next < marks.count, marks[next].range.overlaps(word.range) else { return "O" }
      defer { open = next }
      return (open == next ? "I-" : "B-") + marks[next].label
    }
  }
}
