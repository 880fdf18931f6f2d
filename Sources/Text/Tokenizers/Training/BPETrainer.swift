/// Makes the vocabulary of a byte-level tokenizer out of text: the most frequent pair of neighbours becomes a token, again and again.
///
/// See R. Sennrich, B. Haddow and A. Birch, "Neural machine translation of rare words with subword units" (2016). Of pairs that occur equally
/// often the one with the smaller ids is taken, so that the result depends on the text alone, not on its order.
package struct BPETrainer {
  /// How text is divided into words, which tokens never cross.
  package enum Words: String, Sendable, CaseIterable {
    case gpt2
    /// Numbers in groups of three digits, any one character before letters.
    case llama3
    /// The same with single digits.
    case qwen2

    var pattern: WordPattern {
      switch self {
      case .gpt2: .gpt2
      case .llama3: .grouped(digits: 3)
      case .qwen2: .grouped(digits: 1)
      }
    }
  }

  /// The end of a text, the first token of every vocabulary.
  package static let end = "<|endoftext|>"

  private let words: Words
  private var counts = WordCounts()

  package init(words: Words = .llama3) { self.words = words }

  /// How many different words were met.
  package var wordCount: Int { counts.counts.count }

  /// Takes note of the words of a text; ill-formed parts count as U+FFFD.
  ///
  /// O(n).
  package mutating func add(_ text: some Collection<UInt8>) {
    var repaired = String(decoding: text, as: UTF8.self)
    repaired.withUTF8 { text in
      let scanner = WordScanner(text: text, pattern: words.pattern, table: .shared, limit: text.count)
      var position = 0
      while position < text.count {
        let end = scanner.end(from: position)
        counts.add(UnsafeBufferPointer(rebasing: text[position..<end]))
        position = end
      }
    }
  }

  /// A vocabulary of at most `size` tokens, the end of a text and all bytes among them.
  ///
  /// - Parameter minimumCount: how often a pair must occur to become a token.
  package func vocabulary(size: Int, minimumCount: Int = 2) -> TrainedVocabulary {
    var merging = PairMerging(counts)
    var merges: [(left: Int32, right: Int32)] = []
    while merges.count + TrainedVocabulary.smallest < size, let pair = merging.next(minimumCount: minimumCount) {
      merging.merge(pair, into: Int32(TrainedVocabulary.smallest + merges.count))
      merges.append(pair)
    }
    return TrainedVocabulary(words: words, merges: merges)
  }
}
