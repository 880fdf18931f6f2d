import Datasets
import Heads
package import Inference

/// Teaches an encoder a head from a handful of marks, in seconds: the model stays as it is, only a linear layer over its states is fitted.
///
/// The states of each sentence are computed once; lessons that follow, with more marks or others, take them from memory. Belongs to one thread.
package final class HeadTeacher {
  package let encoder: SentenceEncoder
  package let features: TaughtFeatures
  package var lesson = LinearLesson()
  private var words: [[UInt8]: (words: [Range<Int>], rows: [[Float]])] = [:]
  private var sentences: [[UInt8]: [Float]] = [:]
  private let clock = ContinuousClock()

  /// Sentences whose states are kept, a few hundred KB each; beyond them all are forgotten.
  private static let capacity = 2_000

  /// - Parameter features: nil for those that suit the model.
  package init(encoder: SentenceEncoder, features: TaughtFeatures? = nil) {
    self.encoder = encoder
    self.features = features ?? encoder.usualFeatures
  }

  /// Fits a head named `name` to marks.
  ///
  /// - Throws: `InferenceError` `head-name-invalid`, `TeachingError` `teach-one-sided`.
  package func teach(_ name: String, _ marks: MarkedTexts) throws -> TaughtHead {
    try TaughtHeadFolder.check(name)
    let start = clock.now
    let (specification, result) = marks.hasSpans ? try spans(marks) : try labels(marks)
    let seconds = (clock.now - start) / .seconds(1)
    return try TaughtHead(
      name: name, specification: specification, features: features, model: encoder.fingerprint,
      lesson: TaughtLesson(sentences: marks.texts.count, marks: marks.counts, seconds: seconds),
      weights: result.weights, bias: result.bias)
  }

  // MARK: Spans

  private func spans(_ marks: MarkedTexts) throws -> (HeadSpecification, LinearLesson.Result) {
    let space = LabelSpace.bio(types: marks.counts.keys.sorted())
    prepare(marks.texts.map(\.text))
    var (rows, labels): ([[Float]], [Int32]) = ([], [])
    for text in marks.texts {
      guard let known = words[text.text] else { continue }
      rows += known.rows
      labels += Self.tags(known.words, text.spans).map { Int32(space.id(of: $0) ?? 0) }
    }
    guard Set(labels).count > 1 else { throw TeachingError.oneSided() }
    return (.tokens(labels: space.names), try lesson.fit(rows, labels: labels, count: space.count))
  }

  /// The tag of each word: a word belongs to a span when they share a byte.
  static func tags(_ words: [Range<Int>], _ spans: [MarkedText.Span]) -> [String] {
    var previous: MarkedText.Span?
    return words.map { word in
      let span = spans.first { $0.bytes.overlaps(word) }
      defer { previous = span }
      return span.map { ($0 == previous ? "I-" : "B-") + $0.label } ?? SpanTags.outside
    }
  }

  private func prepare(_ texts: [[UInt8]]) {
    if words.count + texts.count > Self.capacity { words = [:] }
    let missing = Array(Set(texts.filter { words[$0] == nil }))
    for (text, found) in zip(missing, encoder.wordRows(of: missing, features)) { words[text] = found }
  }

  // MARK: Sentences

  private func labels(_ marks: MarkedTexts) throws -> (HeadSpecification, LinearLesson.Result) {
    let isOpen = marks.texts.contains { $0.label == nil }
    let space = LabelSpace(marks.counts.keys.sorted() + (isOpen ? [TaughtHead.noLabel] : []))
    guard space.count > 1 else { throw TeachingError.oneSided() }
    let texts = marks.texts.map(\.text)
    if sentences.count + texts.count > Self.capacity { sentences = [:] }
    let missing = Array(Set(texts.filter { sentences[$0] == nil }))
    for (text, row) in zip(missing, encoder.sentenceRows(of: missing)) { sentences[text] = row }
    let labels = marks.texts.map { Int32(space.id(of: $0.label ?? TaughtHead.noLabel) ?? 0) }
    // There are always more sentences without a label than with one: each label counts the same.
    let counts = labels.reduce(into: [Int32: Int]()) { $0[$1, default: 0] += 1 }
    let weights = space.names.indices.map { Float(labels.count) / Float(space.count * (counts[Int32($0)] ?? 1)) }
    let result = try lesson.fit(
      texts.compactMap { sentences[$0] }, labels: labels, count: space.count, classWeights: weights)
    return (HeadSpecification(task: .sequence, labels: space.names), result)
  }
}
