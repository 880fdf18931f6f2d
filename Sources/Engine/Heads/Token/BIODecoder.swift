import Foundation

/// Finds the most probable sequence of tags that the scheme allows (Viterbi), and the spans in it.
///
/// `I-X` continues a span of the type X, and begins one only where the labels lack `B-X`. Where they have `E-X`, a span of two or more words
/// ends with it. Every label sequence that comes out is well-formed. O(words x labels x labels).
package struct BIODecoder: Sendable {
  private let tags: [Tag]
  /// For each label the labels that may stand before it.
  private let predecessors: [[Int]]
  private let starts: [Bool]
  private let ends: [Bool]

  /// A decoder for these labels; nil when they are no tags.
  package init?(labels: [String]) {
    guard let tags = Tag.tags(labels) else { return nil }
    self.tags = tags
    func has(_ role: Tag.Role, _ type: String) -> Bool { tags.contains { $0.role == role && $0.type == type } }
    let opens = tags.map { tag in
      switch tag.role {
      case .outside, .begin, .single: true
      case .inside, .end: !has(.begin, tag.type)
      }
    }
    let closes = tags.map { tag in
      switch tag.role {
      case .outside, .end, .single: true
      case .begin, .inside: !has(.end, tag.type)
      }
    }
    predecessors = tags.indices.map { next in
      tags.indices.filter { closes[$0] && opens[next] || Self.continues(tags[$0], tags[next]) }
    }
    (starts, ends) = (opens, closes)
  }

  /// Whether `next` may stand in the same span, right after `tag`.
  private static func continues(_ tag: Tag, _ next: Tag) -> Bool {
    tag.type == next.type && (tag.role == .begin || tag.role == .inside) && (next.role == .inside || next.role == .end)
  }

  /// The best labels for words with these probabilities, `[words][labels]`.
  ///
  /// Without words there are none.
  package func labels(_ probabilities: [[Float]]) -> [Int] {
    guard let first = probabilities.first else { return [] }
    var scores = tags.indices.map { starts[$0] ? score(first[$0]) : -.infinity }
    var origins: [[Int]] = []
    for row in probabilities.dropFirst() {
      let best = tags.indices.map { label in predecessors[label].max { scores[$0] < scores[$1] } ?? 0 }
      scores = tags.indices.map { label in
        predecessors[label].isEmpty ? -.infinity : scores[best[label]] + score(row[label])
      }
      origins.append(best)
    }
    var label = tags.indices.filter { ends[$0] }.max { scores[$0] < scores[$1] } ?? 0
    var path = [label]
    for origin in origins.reversed() {
      label = origin[label]
      path.append(label)
    }
    return path.reversed()
  }

  /// A logarithm that stays finite: an impossible label is still better than a forbidden one.
  private func score(_ probability: Float) -> Float { log(max(probability, 1e-30)) }

  /// The spans of a well-formed sequence of labels.
  package func spans(_ labels: [Int], confidences: [Float]) -> [LabelledSpan] {
    var spans: [LabelledSpan] = []
    var start: Int?
    func close(at end: Int) {
      guard let first = start else { return }
      let mean = confidences[first..<end].reduce(0, +) / Float(end - first)
      spans.append(LabelledSpan(label: tags[labels[first]].type, words: first..<end, confidence: mean))
      start = nil
    }
    for (word, label) in labels.enumerated() {
      let isContinued = start != nil && word > 0 && Self.continues(tags[labels[word - 1]], tags[label])
      if !isContinued { close(at: word) }
      if !isContinued, tags[label].role != .outside { start = word }
    }
    close(at: labels.count)
    return spans
  }
}
