package import Tokenizers

/// Turns texts into the sequences of one model, never longer than its limit.
///
/// Any bytes give a sequence. Training and inference must build sequences alike, so both should come here.
package struct InputBuilder: Sendable {
  package let tokenizer: any Tokenizer
  /// The most tokens of a sequence, special ones included.
  package let limit: Int
  /// Whether the backbone wants to know how words are written.
  package let usesCase: Bool

  package init(tokenizer: any Tokenizer, limit: Int, usesCase: Bool) {
    (self.tokenizer, self.limit, self.usesCase) = (tokenizer, limit, usesCase)
  }

  /// A text with its encoding, which tells the words.
  package func text(_ text: [UInt8]) -> (input: ModelInput, encoding: Encoding) {
    let encoding = tokenizer.encode(text, limit: limit)
    let cases = usesCase ? encoding.caseIDs(of: text) : nil
    return (ModelInput(ids: encoding.ids, typeIDs: encoding.typeIDs, caseIDs: cases), encoding)
  }

  /// A pair of texts; the longer one is cut first.
  package func pair(_ first: [UInt8], _ second: [UInt8]) -> (input: ModelInput, encoding: Encoding) {
    let encoding = tokenizer.encode(first, pair: second, limit: limit)
    let cases = usesCase ? encoding.caseIDs(of: first, pair: second) : nil
    return (ModelInput(ids: encoding.ids, typeIDs: encoding.typeIDs, caseIDs: cases), encoding)
  }

  /// The sentences of a document in as few sequences as hold them, each closed by a separator; with each sequence which sentences it has.
  ///
  /// A sentence that is longer than a third of the room is cut, so that it keeps some neighbours.
  package func document(_ sentences: [[UInt8]]) -> [(input: ModelInput, sentences: Range<Int>)] {
    var sequences: [(input: ModelInput, sentences: Range<Int>)] = []
    var sequence = SentenceSequence(tokenizer.specialTokens, usesCase: usesCase)
    func close(at end: Int) {
      guard sequence.sentences > 0 else { return }
      sequences.append((sequence.input, end - sequence.sentences..<end))
      sequence = SentenceSequence(tokenizer.specialTokens, usesCase: usesCase)
    }
    for (index, text) in sentences.enumerated() {
      let encoding = tokenizer.encode(text, addSpecialTokens: false, limit: max(1, max(8, limit - 1) / 3 - 1))
      if sequence.count + encoding.count + 1 > limit { close(at: index) }
      sequence.append(encoding.ids, cases: usesCase ? encoding.caseIDs(of: text) : [])
    }
    close(at: sentences.count)
    return sequences
  }
}

/// Sentences one after the other in one sequence.
private struct SentenceSequence {
  private var ids: [Int32]
  private var cases: [UInt8]
  private var ranges: [Range<Int>] = []
  private let separator: Int32?
  private let usesCase: Bool

  init(_ special: SpecialTokens, usesCase: Bool) {
    ids = special.classification.map { [$0] } ?? []
    cases = ids.map { _ in WordCase.none.rawValue }
    separator = special.separator
    self.usesCase = usesCase
  }

  var count: Int { ids.count }
  var sentences: Int { ranges.count }

  var input: ModelInput {
    ModelInput(
      ids: ids, typeIDs: [UInt8](repeating: 0, count: ids.count), caseIDs: usesCase ? cases : nil, sentences: ranges)
  }

  mutating func append(_ pieces: [Int32], cases: [UInt8]) {
    let start = ids.count
    ids += pieces
    self.cases += cases
    if let separator {
      ids.append(separator)
      self.cases.append(WordCase.none.rawValue)
    }
    // A sentence without any token still has a row, that of the token that opens the sequence.
    ranges.append(start < ids.count ? start..<ids.count : 0..<min(1, start))
  }
}
