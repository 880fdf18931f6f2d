extension Record {
  /// A text with labels or a score; nil when its only label is dropped.
  func sequenceExample() throws(Wrong) -> SequenceExample? {
    let text = try filledText(.text)
    let pair = source.fields[.pair] == nil ? nil : try filledText(.pair)
    if source.fields[.label] == nil, source.fields[.labels] != nil || (!has(.label) && has(.labels)) {
      return SequenceExample(text: text, pair: pair, labels: mapped(try labelList(.labels)))
    }
    if source.fields[.label] == nil, source.fields[.score] != nil || (!has(.label) && has(.score)) {
      return SequenceExample(text: text, pair: pair, score: try number(.score))
    }
    let labels = mapped([try label(.label)])
    return labels.isEmpty ? nil : SequenceExample(text: text, pair: pair, labels: labels)
  }

  /// Two texts with what the record says about them; nil when the label is dropped.
  func pairExample() throws(Wrong) -> PairExample? {
    let first = try filledText(.text)
    let second = try filledText(.pair)
    if source.fields[.label] != nil || has(.label) {
      guard let label = mapped([try label(.label)]).first else { return nil }
      return PairExample(first: first, second: second, label: label)
    }
    let isScored = source.fields[.score] != nil || has(.score)
    return PairExample(first: first, second: second, score: isScored ? try number(.score) : nil)
  }

  /// The labels under their new names, without those that do not count.
  private func mapped(_ labels: [String]) -> [String] {
    var result: [String] = []
    for label in labels {
      if case .label(let name) = source.labels.outcome(of: label), !result.contains(name) { result.append(name) }
    }
    return result
  }

  /// A document; nil when it has no sentences.
  func sentencesExample() throws(Wrong) -> SentencesExample? {
    let sentences = try textList(.sentences)
    if sentences.isEmpty { return nil }
    var labels: [String?] = []
    var scores: [Double] = []
    // What a recipe names counts; else what is there.
    let isAnyNamed = source.fields[.labels] != nil || source.fields[.scores] != nil
    if source.fields[.labels] != nil || (!isAnyNamed && has(.labels)) {
      labels = try labelList(.labels).map { label in
        if case .label(let name) = source.labels.outcome(of: label) { name } else { nil }
      }
      try requireCount(labels.count, of: .labels, sentences.count)
    }
    if source.fields[.scores] != nil || (!isAnyNamed && has(.scores)) {
      scores = try numberList(.scores)
      try requireCount(scores.count, of: .scores, sentences.count)
    }
    let title = has(.title) ? try text(.title) : nil
    let summaries = has(.summaries) ? try textList(.summaries) : []
    return SentencesExample(sentences: sentences, labels: labels, scores: scores, title: title, summaries: summaries)
  }

  private func requireCount(_ count: Int, of field: DataField, _ expected: Int) throws(Wrong) {
    if count != expected {
      throw Wrong("\(expected) sentences, but \(count) elements in the field \"\(source.name(field))\"")
    }
  }
}
