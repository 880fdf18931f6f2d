/// How a word is written: what an uncased vocabulary does not tell.
///
/// The raw value is the row of a model's case embeddings. Models store rows in this order, so new cases only ever come at the end.
package enum WordCase: UInt8, Sendable, CaseIterable {
  /// No letters with case and no digits: punctuation, scripts without case, tokens that stand for no text.
  case none = 0
  /// "word"
  case lower = 1
  /// "Word" where no sentence begins.
  case initial = 2
  /// "Word" as the first word of a sentence, where a capital says little.
  case initialAtStart = 3
  /// "WORD", at least two letters.
  case upper = 4
  /// "W": an initial, or "I" and "A".
  case single = 5
  /// "iPhone", "McDonald".
  case mixed = 6
  /// Holds a digit.
  case digit = 7

  /// How `word` is written.
  init(_ word: ArraySlice<UInt8>, startsSentence: Bool) {
    var (upper, lower, firstIsUpper, isFirst) = (0, 0, false, true)
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      if scalar.properties.numericType != nil {
        self = .digit
        return
      }
      guard scalar.properties.isCased else { continue }
      let isUpper = scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
      if isFirst { firstIsUpper = isUpper }
      isFirst = false
      if isUpper { upper += 1 } else { lower += 1 }
    }
    switch (upper, lower) {
    case (0, 0): self = .none
    case (0, _): self = .lower
    case (1, 0): self = .single
    case (_, 0): self = .upper
    case (1, _) where firstIsUpper: self = startsSentence ? .initialAtStart : .initial
    default: self = .mixed
    }
  }
}

extension Encoding {
  /// The case of each token's word, as models with case features take it: `WordCase` raw values, 0 for special tokens.
  ///
  /// - Parameters:
  ///   - text: what was encoded.
  ///   - sentenceStarts: bytes at which sentences begin, ascending; by default the whole text is one.
  package func caseIDs(of text: [UInt8], sentenceStarts: [Int] = [0]) -> [UInt8] {
    caseIDs(of: [text], sentenceStarts: [sentenceStarts])
  }

  /// The same for a pair of texts.
  package func caseIDs(of first: [UInt8], pair second: [UInt8]) -> [UInt8] {
    caseIDs(of: [first, second], sentenceStarts: [[0], [0]])
  }

  private func caseIDs(of texts: [[UInt8]], sentenceStarts: [[Int]]) -> [UInt8] {
    var result = [UInt8](repeating: WordCase.none.rawValue, count: count)
    for (source, text) in texts.enumerated() {
      var starts = sentenceStarts[source][...]
      for word in words(in: text, source: UInt8(source)) {
        let isStart = starts.first.map { $0 <= word.bytes.lowerBound } ?? false
        let kind = WordCase(text[word.bytes], startsSentence: isStart)
        // Quotation marks and brackets do not use a beginning up.
        if isStart, kind != .none {
          while let start = starts.first, start <= word.bytes.lowerBound { starts = starts.dropFirst() }
        }
        for token in word.tokens { result[token] = kind.rawValue }
      }
    }
    return result
  }
}
