import Heads
import Inference
import Store

/// Annotations as bytes for the cache: numbers in base 128, confidences in one byte, probabilities of classes in two.
///
/// Twenty words take about sixty bytes, a sentence without a name one. Labels are numbers: the head's fingerprint, under which the bytes
/// are kept, covers their meaning.
struct AnnotationCodec: Sendable {
  private let head: AnnotationHead

  init(_ head: AnnotationHead) { self.head = head }

  /// The bytes for what the engine said; nil for an output that is not of this head's kind.
  func encode(_ output: HeadOutput) -> [UInt8]? {
    switch (head.kind, output) {
    case (.spans, .words(let words)):
      let spans = words.spans.compactMap { span in
        head.labels.firstIndex(of: span.label).map { (span.bytes, $0, span.confidence) }
      }
      return encode(spans)
    case (.words, .words(let words)):
      return encode(words.words.indices.map { (words.words[$0], words.labels[$0], words.confidences[$0]) })
    case (.classes, .classes(let classes)):
      var bytes = HalfPrecision.encode(classes.scores)
      for label in classes.chosen { bytes.appendNumber(label) }
      return bytes
    case (.salience, .salience(let salience)): return HalfPrecision.encode([salience])
    default: return nil
    }
  }

  /// What `encode` wrote; nil for anything else, which is then computed again.
  func decode(_ bytes: [UInt8]) -> Annotation? {
    switch head.kind {
    case .spans: ranges(bytes).map { .spans($0) }
    case .words: ranges(bytes).map { .words($0) }
    case .classes: classes(bytes)
    case .salience: HalfPrecision.decode(bytes, count: 1).map { .salience($0[0]) }
    }
  }

  private func encode(_ ranges: [(range: Range<Int>, label: Int, confidence: Float)]) -> [UInt8] {
    var bytes: [UInt8] = []
    var end = 0
    bytes.appendNumber(ranges.count)
    for (range, label, confidence) in ranges {
      bytes.appendNumber(range.lowerBound - end)
      bytes.appendNumber(range.count)
      bytes.appendNumber(label)
      bytes.append(UInt8((min(max(confidence, 0), 1) * 255).rounded()))
      end = range.upperBound
    }
    return bytes
  }

  private func ranges(_ bytes: [UInt8]) -> [LabelledRange]? {
    var rest = bytes[...]
    guard let count = rest.popNumber(), count <= bytes.count else { return nil }
    var ranges: [LabelledRange] = []
    var end = 0
    for _ in 0..<count {
      guard let gap = rest.popNumber(), let length = rest.popNumber(), let label = rest.popNumber(),
        head.labels.indices.contains(label), let confidence = rest.popFirst()
      else { return nil }
      let range = end + gap..<end + gap + length
      ranges.append(LabelledRange(head.labels[label], range, Float(confidence) / 255))
      end = range.upperBound
    }
    return rest.isEmpty ? ranges : nil
  }

  private func classes(_ bytes: [UInt8]) -> Annotation? {
    let length = 2 * head.labels.count
    guard bytes.count >= length,
      let scores = HalfPrecision.decode(Array(bytes.prefix(length)), count: head.labels.count)
    else { return nil }
    var rest = bytes.dropFirst(length)
    var chosen: [String] = []
    while !rest.isEmpty {
      guard let label = rest.popNumber(), head.labels.indices.contains(label) else { return nil }
      chosen.append(head.labels[label])
    }
    return .classes(scores: scores, chosen: chosen)
  }
}
