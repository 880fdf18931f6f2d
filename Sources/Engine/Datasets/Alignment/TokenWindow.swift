package import Tokenizers

/// A piece of a labelled text that fits into the model, as tokens with the labels of its words.
package struct TokenWindow: Sendable {
  /// The UTF-8 bytes that the encoding's ranges point into.
  package let text: [UInt8]
  /// The tokens, special ones included.
  package let encoding: Encoding
  /// A row of the label space for every token; `ignored` for special tokens, for every piece of a word but its first and where no label is known.
  package let labels: [Int32]
  /// Which words of the example it holds.
  package let words: Range<Int>
  /// The token that speaks for each of `words`; -1 for a word that got no token.
  package let tokenOfWord: [Int32]

  /// The label of tokens without one, as PyTorch's losses have it.
  package static let ignored: Int32 = -100
}

/// Lays labels of words on tokens.
///
/// The first token that begins in a word carries the word's label (J. Devlin et al., "BERT" (2019), section 5.3). Matching is by bytes, so words may lie
/// closer together than the tokenizer's: where two share a token, the first one teaches it and both are read from it.
package struct TokenAligner: Sendable {
  private let tokenizer: any Tokenizer
  private let limit: Int

  /// - Parameter limit: The most tokens of a window, special ones included; at least 8.
  package init(tokenizer: any Tokenizer, limit: Int) {
    self.tokenizer = tokenizer
    self.limit = max(8, limit)
  }

  /// The example in as few windows as hold it, divided at the ends of sentences where that is possible.
  ///
  /// A label that `space` lacks is ignored: check the data first. O(text).
  package func windows(of example: TokenExample, in space: LabelSpace) -> [TokenWindow] {
    let text = Array(example.text.utf8)
    let whole = tokenizer.encode(text)
    guard whole.count > limit else {
      return [window(text, whole, example, 0..<example.words.count, offset: 0, space)]
    }
    return divide(text, whole, example).map { words in
      let start = example.words[words.lowerBound].lowerBound
      let end = max(start, example.words[words.upperBound - 1].upperBound)
      let part = Array(text[start..<end])
      return window(part, tokenizer.encode(part, limit: limit), example, words, offset: start, space)
    }
  }

  private func window(
    _ text: [UInt8], _ encoding: Encoding, _ example: TokenExample, _ words: Range<Int>, offset: Int,
    _ space: LabelSpace
  ) -> TokenWindow {
    var labels = Array(repeating: TokenWindow.ignored, count: encoding.count)
    var tokens: [Int32] = []
    var next = 0
    var last: Int32 = -1
    for index in words {
      let word = example.words[index].lowerBound - offset..<example.words[index].upperBound - offset
      while next < encoding.count, encoding.isTemplate(at: next) || Int(encoding.starts[next]) < word.lowerBound {
        if !encoding.isTemplate(at: next) { last = Int32(next) }
        next += 1
      }
      if next < encoding.count, Int(encoding.starts[next]) < word.upperBound {
        if let label = example.labels[index], let id = space.id(of: label) { labels[next] = Int32(id) }
        last = Int32(next)
        tokens.append(last)
        next += 1
      } else {
        // No token begins here; the one before may reach into it.
        let covers = last >= 0 && encoding.range(at: Int(last)).upperBound > word.lowerBound
        tokens.append(covers ? last : -1)
      }
    }
    return TokenWindow(text: text, encoding: encoding, labels: labels, words: words, tokenOfWord: tokens)
  }

  /// The words of each window.
  private func divide(_ text: [UInt8], _ whole: Encoding, _ example: TokenExample) -> [Range<Int>] {
    let room = limit - tokenizer.specialTokenCount(pair: false)
    let sizes = sizes(whole, example)
    var windows: [Range<Int>] = []
    var start = 0
    while start < sizes.count {
      var end = start
      var used = 0
      var sentenceEnd: Int?
      while end < sizes.count, end == start || used + sizes[end] <= room {
        used += sizes[end]
        end += 1
        if used * 2 >= room, endsSentence(text[example.words[end - 1]]) { sentenceEnd = end }
      }
      if end < sizes.count, let sentenceEnd { end = sentenceEnd }
      windows.append(start..<end)
      start = end
    }
    return windows
  }

  /// How many tokens begin between the start of each word and that of the next one.
  private func sizes(_ whole: Encoding, _ example: TokenExample) -> [Int] {
    var sizes = Array(repeating: 0, count: example.words.count)
    var word = 0
    for index in 0..<whole.count where !whole.isTemplate(at: index) {
      while word + 1 < sizes.count, example.words[word + 1].lowerBound <= Int(whole.starts[index]) { word += 1 }
      if !sizes.isEmpty { sizes[word] += 1 }
    }
    return sizes
  }

  private func endsSentence(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == 1 && word.first.map { ".!?".utf8.contains($0) } == true
  }
}
