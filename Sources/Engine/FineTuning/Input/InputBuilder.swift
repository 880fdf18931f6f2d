import Datasets
import Tokenizers

/// Turns texts into sequences for one backbone, within the limit of a recipe.
struct InputBuilder: Sendable {
  let tokenizer: any Tokenizer
  /// The most tokens of a sequence, special ones included.
  let limit: Int
  /// Whether the backbone wants to know how words are written.
  let usesCase: Bool

  /// A text, or a pair of texts, cut to the limit.
  func input(_ text: String, pair: String? = nil) -> ModelInput {
    let first = Array(text.utf8)
    guard let pair else { return input(tokenizer.encode(first, limit: limit), of: first) }
    let second = Array(pair.utf8)
    return input(tokenizer.encode(first, pair: second, limit: limit), of: first, pair: second)
  }

  /// A window of a labelled text.
  func input(_ window: TokenWindow) -> ModelInput { input(window.encoding, of: window.text) }

  /// A window of a context with its question.
  func input(_ window: AnswerWindow, of example: SpanExample) -> ModelInput {
    input(
      window.encoding, of: Array(example.question.utf8), pair: Array(Array(example.context.utf8)[window.context]))
  }

  private func input(_ encoding: Encoding, of text: [UInt8], pair: [UInt8]? = nil) -> ModelInput {
    let cases = usesCase ? pair.map { encoding.caseIDs(of: text, pair: $0) } ?? encoding.caseIDs(of: text) : nil
    return ModelInput(ids: encoding.ids, typeIDs: encoding.typeIDs, caseIDs: cases)
  }

  /// A document in as few sequences as hold all its sentences, each sentence closed by a separator; with each the sentences that it has.
  ///
  /// A sentence that is longer than a third of the room is cut, so that it keeps some neighbours.
  func document(_ sentences: [String]) -> [(input: ModelInput, sentences: Range<Int>)] {
    let room = max(8, limit - 1)
    var windows: [(input: ModelInput, sentences: Range<Int>)] = []
    var sequence = SentenceSequence(tokenizer.specialTokens, usesCase: usesCase)
    for (index, sentence) in sentences.enumerated() {
      let text = Array(sentence.utf8)
      let encoding = tokenizer.encode(text, addSpecialTokens: false, limit: max(4, room / 3 - 1))
      if sequence.count + encoding.count + 1 > limit, sequence.sentences > 0 {
        windows.append((sequence.input, index - sequence.sentences..<index))
        sequence = SentenceSequence(tokenizer.specialTokens, usesCase: usesCase)
      }
      sequence.append(encoding.ids, cases: usesCase ? encoding.caseIDs(of: text) : [])
    }
    if sequence.sentences > 0 {
      windows.append((sequence.input, sentences.count - sequence.sentences..<sentences.count))
    }
    return windows
  }
}

/// Sentences one after the other in one sequence.
private struct SentenceSequence {
  private var ids: [Int32]
  private var cases: [UInt8] = []
  private var ranges: [Range<Int>] = []
  private let separator: Int32?
  private let usesCase: Bool

  init(_ special: SpecialTokens, usesCase: Bool) {
    ids = special.classification.map { [$0] } ?? []
    separator = special.separator
    self.usesCase = usesCase
    cases = ids.map { _ in 0 }
  }

  var count: Int { ids.count }
  var sentences: Int { ranges.count }

  var input: ModelInput {
    ModelInput(
      ids: ids, typeIDs: Array(repeating: 0, count: ids.count), caseIDs: usesCase ? cases : nil, sentences: ranges)
  }

  mutating func append(_ pieces: [Int32], cases: [UInt8]) {
    let start = ids.count
    ids += pieces
    self.cases += cases
    if let separator {
      ids.append(separator)
      self.cases.append(0)
    }
    // A sentence without any token still has a row, that of the token that opens the sequence.
    ranges.append(start < ids.count ? start..<ids.count : 0..<min(1, start))
  }
}
