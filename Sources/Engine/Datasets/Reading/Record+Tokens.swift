import JSON

extension Record {
  /// Words with labels in any of the three forms; nil when there are no words.
  func tokenExample(tags: DataReader.TagKind) throws(Wrong) -> TokenExample? {
    if source.fields[.phrases] != nil { return try phraseExample() }
    if source.fields[.spans] != nil { return try spannedExample() }
    if source.fields[.tokens] != nil || has(.tokens) { return try taggedExample(tags) }
    return has(.phrases) ? try phraseExample() : try spannedExample()
  }

  private func taggedExample(_ tags: DataReader.TagKind) throws(Wrong) -> TokenExample? {
    let words = try textList(.tokens)
    let labels = try labelList(.tags)
    guard words.count == labels.count else { throw Wrong("\(words.count) tokens, but \(labels.count) tags") }
    if words.isEmpty { return nil }
    return TokenExample(words: words, labels: try tags.labels(labels, source.labels))
  }

  /// `text` with marked spans.
  private func spannedExample() throws(Wrong) -> TokenExample? {
    let text = try text(.text)
    let list = try required(.spans)
    guard let items = list.arrayValue else { throw wrong(source.name(.spans), "a list of spans", list) }
    let offsets = OffsetTable(text, unit: source.offsets)
    var spans: [LabelledSpan] = []
    for item in items { if let span = try span(item, offsets) { spans.append(span) } }
    spans.sort { $0.range.lowerBound < $1.range.lowerBound }
    for (left, right) in zip(spans, spans.dropFirst()) where left.range.upperBound > right.range.lowerBound {
      throw Wrong("two spans overlap, and a word can have one label only")
    }
    return LabelledSpan.example(text, spans)
  }

  /// Nil when the label is dropped.
  private func span(_ item: JSONValue, _ offsets: OffsetTable) throws(Wrong) -> LabelledSpan? {
    let start = (item["start"] ?? item[0])?.intValue
    let end = (item["end"] ?? item[1])?.intValue
    guard let start, let end, let name = (item["label"] ?? item["type"] ?? item[2])?.stringValue else {
      throw Wrong("a span needs \"start\", \"end\" and \"label\", or a list of the three")
    }
    guard start < end, let lower = offsets.byte(start), let upper = offsets.byte(end) else {
      throw Wrong(
        "the span \(start) to \(end) does not lie in the text, which has \(offsets.count) \(source.offsets.rawValue)")
    }
    switch source.labels.outcome(of: name) {
    case .label(let label): return LabelledSpan(range: lower..<upper, label: label)
    case .ignored: return LabelledSpan(range: lower..<upper, label: nil)
    case .dropped: return nil
    }
  }

  /// `text` with a list of phrases; every place where the words of one stand is a span, of overlapping ones the longest.
  private func phraseExample() throws(Wrong) -> TokenExample? {
    let text = try text(.text)
    let phrases = try textList(.phrases)
    let label: String?
    switch source.labels.outcome(of: "phrase") {
    case .label(let name): label = name
    case .dropped, .ignored: label = nil
    }
    return PhraseFinder(text).example(phrases, label: label)
  }
}

extension DataReader.TagKind {
  /// The labels of a sentence from its tags.
  func labels(_ tags: [String], _ map: LabelMap) throws(Record.Wrong) -> [String?] {
    switch self {
    case .spans:
      do throws(SpanTags.WrongTag) { return try SpanTags.normalized(tags, map) } catch {
        throw Record.Wrong(error.reason)
      }
    case .words:
      return tags.map { tag in
        if case .label(let name) = map.outcome(of: tag) { name } else { nil }
      }
    }
  }
}
