import Datasets
import Heads
import Models
import Tokenizers

/// A sentence whose words somebody else has told apart, cut into what fits into the model.
struct WordWindows: Sendable {
  let inputs: [AnalysisInput]
  /// For each input the places in the sentence of the words that it labels.
  let places: [[Int]]
}

extension SentenceEncoder {
  /// Makes sure that these heads label words.
  ///
  /// - Throws: `InferenceError` `head-unknown` or `head-unfit`.
  func check(wordHeads names: [String]) throws {
    try check(heads: names)
    let known = specifications
    for name in names {
      guard let task = known[name]?.task, task != .tokens else { continue }
      throw InferenceError.unfit(name, task, hint: "Use a head that labels words.")
    }
  }

  /// The sentence as training and evaluation on labelled words build it: the words with a space between each two, each word read at the first
  /// token that begins in it.
  func windows(of words: [String]) -> WordWindows {
    let example = TokenExample(words: words, labels: words.map { _ in nil })
    let aligner = TokenAligner(tokenizer: model.tokenizer, limit: maximumTokens)
    let windows = words.isEmpty ? [] : aligner.windows(of: example, in: LabelSpace([]))
    let places = windows.map { window in window.words.filter { window.tokenOfWord[$0 - window.words.lowerBound] >= 0 } }
    let sequences = zip(windows, places).map { window, places in
      let cases = window.encoding.caseIDs(of: window.text)
      return AnalysisInput(
        input: ModelInput(
          ids: window.encoding.ids, typeIDs: window.encoding.typeIDs,
          caseIDs: inputs.usesCase ? cases : nil),
        words: places.map { place in
          let token = Int(window.tokenOfWord[place - window.words.lowerBound])
          return EncodedWord(tokens: token..<token + 1, bytes: window.encoding.range(at: token))
        },
        cases: places.map { place in
          WordCase(rawValue: cases[Int(window.tokenOfWord[place - window.words.lowerBound])]) ?? .none
        })
    }
    return WordWindows(inputs: sequences, places: places)
  }

  /// The label of each of `count` words, out of what a head said about the windows that they are in.
  ///
  /// A word without any token (white space, what the tokenizer drops) has the label for nothing: `O`, else `X` or `_`, else the first.
  func labels(_ head: String, _ count: Int, _ places: [[Int]], _ found: [SentenceAnalysis]) -> [String] {
    let labels = specifications[head]?.labels ?? []
    let nothing = ["O", "X", "_"].first(where: labels.contains) ?? labels.first ?? ""
    var result = [String](repeating: nothing, count: count)
    for (places, analysis) in zip(places, found) {
      guard case .words(let words)? = analysis.outputs[head] else { continue }
      for (place, label) in zip(places, words.labels) { result[place] = labels[label] }
    }
    return result
  }
}
