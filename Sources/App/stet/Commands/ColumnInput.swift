/// Sentences whose words stand one a line, in the first column; an empty line ends a sentence.
///
/// Columns are divided by tabs, or by spaces where a line has no tab. Lines that begin with `# ` are comments and are left out, as in CoNLL-U,
/// when a sentence begins with them.
struct ColumnInput {
  /// A sentence with its words.
  struct Sentence: Sendable {
    var words: [String] = []
  }

  private(set) var sentences: [Sentence] = []

  init(bytes: [UInt8]) {
    var sentence = Sentence()
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        if !sentence.words.isEmpty { sentences.append(sentence) }
        sentence = Sentence()
      } else if !(sentence.words.isEmpty && line.starts(with: "# ".utf8)) {
        let separator: UInt8 = line.contains(0x09) ? 0x09 : 0x20
        let word = line.split(separator: separator, maxSplits: 1).first ?? line
        sentence.words.append(String(decoding: word, as: UTF8.self))
      }
    }
    if !sentence.words.isEmpty { sentences.append(sentence) }
  }

  /// The sentences in order, `count` at a time.
  func parts(of count: Int) -> [[Sentence]] {
    stride(from: 0, to: sentences.count, by: count).map {
      Array(sentences[$0..<min($0 + count, sentences.count)])
    }
  }
}
