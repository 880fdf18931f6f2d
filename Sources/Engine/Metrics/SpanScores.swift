/// A labelled span of words.
package struct LabelledRange: Sendable, Hashable {
  package let label: String
  /// Words, half-open.
  package let range: Range<Int>

  package init(label: String, range: Range<Int>) {
    self.label = label
    self.range = range
  }
}

/// Exact-match scores of spans, as the script `conlleval` of the CoNLL-2000 shared task computes them and seqeval in its default mode.
///
/// A span counts when its words and its label are both right. Micro averages are what papers call span F1.
package struct SpanScores: Sendable, Equatable {
  private var correct: [String: Int] = [:]
  private var predicted: [String: Int] = [:]
  private var gold: [String: Int] = [:]

  /// Nothing counted yet.
  package init() {}

  /// Counts a sentence by its tags, one a word, in BIO, IOB1, IOBES or BILOU.
  package mutating func add(gold: [String], predicted: [String]) {
    add(gold: Self.spans(of: gold), predicted: Self.spans(of: predicted))
  }

  /// Counts a sentence by its spans.
  package mutating func add(gold: [LabelledRange], predicted: [LabelledRange]) {
    let wanted = Set(gold)
    let found = Set(predicted)
    for span in wanted { self.gold[span.label, default: 0] += 1 }
    for span in found { self.predicted[span.label, default: 0] += 1 }
    for span in found.intersection(wanted) { correct[span.label, default: 0] += 1 }
  }

  /// Scores by label, in the order of the alphabet.
  package var scores: ClassScores {
    ClassScores(
      labels: Set(gold.keys).union(predicted.keys).sorted().map {
        LabelScore(
          label: $0, correct: correct[$0, default: 0], predicted: predicted[$0, default: 0], gold: gold[$0, default: 0])
      })
  }

  /// The spans of a sentence's tags; a tag that does not continue the one before it begins a span, whatever its prefix.
  package static func spans(of tags: [String]) -> [LabelledRange] {
    var spans: [LabelledRange] = []
    var start = 0
    var previous = Tag("O")
    for (index, tag) in (tags.map(Tag.init) + [Tag("O")]).enumerated() {
      if previous.isInside, tag.endsSpan(of: previous) {
        spans.append(LabelledRange(label: String(previous.type), range: start..<index))
      }
      if tag.isInside, tag.beginsSpan(after: previous) { start = index }
      previous = tag
    }
    return spans
  }
}

/// A tag taken apart, with the two rules of conlleval.
private struct Tag {
  let prefix: Character
  let type: Substring

  init(_ tag: String) {
    prefix = tag.first ?? "O"
    let rest = tag.dropFirst()
    type = rest.first == "-" ? rest.dropFirst() : rest.isEmpty ? "_" : rest
  }

  var isInside: Bool { prefix != "O" && prefix != "." }

  /// Whether the span of `previous` ends before this tag.
  func endsSpan(of previous: Tag) -> Bool {
    if previous.closes || !isInside || type != previous.type { return true }
    return opens
  }

  /// Whether a span begins at this tag.
  func beginsSpan(after previous: Tag) -> Bool {
    opens || previous.closes || !previous.isInside || type != previous.type
  }

  private var opens: Bool { prefix == "B" || prefix == "S" || prefix == "U" }
  private var closes: Bool { prefix == "E" || prefix == "L" || prefix == "S" || prefix == "U" }
}
