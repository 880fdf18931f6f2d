import JSON

extension Record {
  /// A question of a jsonl file; nil where the file says that there is an answer, but not which.
  func spanExample(line: Int) throws(Wrong) -> SpanExample? {
    if lacksItsAnswer { return nil }
    let context = try text(.context)
    let answers = try literalAnswers()
    let isImpossible = value["is_impossible"]?.boolValue ?? false
    return SpanExample(
      id: value["id"]?.stringValue ?? String(line), question: try filledText(.question), context: context,
      answers: isImpossible ? [] : answers.map(\.text), finder: AnswerFinder(context, unit: source.offsets),
      offsets: isImpossible ? [] : answers.map(\.offset))
  }

  /// Whether the answers are empty texts and their place is -1: an answer in other words than the context's that nobody wrote down.
  private var lacksItsAnswer: Bool {
    guard field(.answerStart)?.intValue == -1, let texts = field(.answers)?.arrayValue, !texts.isEmpty else {
      return false
    }
    return texts.allSatisfy { $0.stringValue == "" }
  }

  /// The answers: a list of texts with one offset for the first, a list of objects, or the object of two lists that some hubs use.
  private func literalAnswers() throws(Wrong) -> [(text: String, offset: Int?)] {
    guard let found = field(.answers) else { return [] }
    let start = field(.answerStart)?.intValue
    switch found {
    case .string(let text): return [(text, start)]
    case .object:
      guard let texts = found["text"]?.arrayValue else {
        throw wrong(source.name(.answers), "a list of answers", found)
      }
      let starts = found["answer_start"]?.arrayValue ?? []
      return try answers(texts) { starts.indices.contains($0) ? starts[$0].intValue : nil }
    case .array(let items): return try answers(items) { $0 == 0 ? start : nil }
    default: throw wrong(source.name(.answers), "a list of answers", found)
    }
  }

  private func answers(
    _ items: [JSONValue], start: (Int) -> Int?
  ) throws(Wrong) -> [(text: String, offset: Int?)] {
    var result: [(text: String, offset: Int?)] = []
    for (index, item) in items.enumerated() {
      guard let text = item.stringValue ?? item["text"]?.stringValue else {
        throw wrong(source.name(.answers), "a list of answers", item)
      }
      if text.isEmpty { throw Wrong("an answer is empty; write no answers at all for a question without one") }
      result.append((text, item["answer_start"]?.intValue ?? start(index)))
    }
    return result
  }
}

extension SpanExample {
  /// Looks for every answer in the context.
  init(
    id: String, question: String, context: String, answers: [String], finder: @autoclosure () -> AnswerFinder,
    offsets: [Int?]
  ) {
    var spans: [Range<Int>] = []
    if !answers.isEmpty {
      let finder = finder()
      for (answer, offset) in zip(answers, offsets) {
        // The data says that the answer is in other words than the context's.
        if let offset, offset < 0 { continue }
        if let span = finder.range(of: answer, near: offset), !spans.contains(span) { spans.append(span) }
      }
    }
    self.init(id: id, question: question, context: context, answers: answers, spans: spans)
  }
}

/// Finds answers in a context.
struct AnswerFinder {
  private let context: [UInt8]
  private let folded: [UInt8]
  private let offsets: OffsetTable

  init(_ context: String, unit: OffsetUnit) {
    self.context = Array(context.utf8)
    folded = self.context.map(Self.folded)
    offsets = OffsetTable(context, unit: unit)
  }

  /// The bytes at `offset` (units of the file) when the answer stands there, else its nearest other place; the first one when no offset is given.
  ///
  /// Where it stands nowhere, letter case and then the final full stop are let go: people write answers as sentences. O(context x answer) at worst.
  func range(of answer: String, near offset: Int?) -> Range<Int>? {
    let answer = Array(answer.utf8)
    let wanted = offset.map { offsets.byte($0) ?? $0 } ?? 0
    if let range = range(of: answer, in: context, near: wanted) { return range }
    let relaxed = answer.map(Self.folded)
    if let range = range(of: relaxed, in: folded, near: wanted) { return range }
    guard let last = relaxed.last, ".!?".utf8.contains(last) else { return nil }
    return range(of: relaxed.dropLast(), in: folded, near: wanted)
  }

  private func range(of answer: some Collection<UInt8>, in text: [UInt8], near wanted: Int) -> Range<Int>? {
    guard !answer.isEmpty, answer.count <= text.count else { return nil }
    func stands(at start: Int) -> Bool {
      start >= 0 && start + answer.count <= text.count && text[start] == answer.first
        && text[start..<start + answer.count].elementsEqual(answer)
    }
    if stands(at: wanted) { return wanted..<wanted + answer.count }
    let places = (0...text.count - answer.count).lazy.filter { stands(at: $0) }
    return places.min { abs($0 - wanted) < abs($1 - wanted) }.map { $0..<$0 + answer.count }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
