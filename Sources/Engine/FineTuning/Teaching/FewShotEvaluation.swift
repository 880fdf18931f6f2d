package import Datasets
package import Inference
import Metrics
import Tensors

/// Measures how well a model learns to find spans from few sentences: heads taught with subsets of a training file, scored on a dev file.
///
/// The states of the dev sentences are computed once for all heads.
package struct FewShotEvaluation {
  /// How one number of sentences went.
  package struct Row: Sendable {
    /// Sentences of each lesson.
    package let sentences: Int
    /// The micro F1 of exact spans of each lesson, in 0...1.
    package let scores: [Double]
    /// Seconds of each lesson: the states of its sentences, and the fit.
    package let seconds: [Double]

    package var meanScore: Double { scores.reduce(0, +) / Double(max(1, scores.count)) }
    package var meanSeconds: Double { seconds.reduce(0, +) / Double(max(1, seconds.count)) }
  }

  private let encoder: SentenceEncoder
  private let features: TaughtFeatures
  private let lesson: LinearLesson
  private let train: [MarkedText]
  private let dev: [MarkedText]
  private let states: [(words: [Range<Int>], rows: [[Float]])]

  /// Reads the files and computes the states of the dev sentences.
  ///
  /// - Throws: `DataError`, `TeachingError`, `SupportError`.
  package init(
    encoder: SentenceEncoder, features: TaughtFeatures? = nil, lesson: LinearLesson = LinearLesson(),
    train: DataSource, dev: DataSource
  ) throws {
    (self.encoder, self.lesson) = (encoder, lesson)
    self.features = features ?? encoder.usualFeatures
    self.train = try MarkedTexts.read(train).texts
    self.dev = try MarkedTexts.read(dev).texts
    states = encoder.wordRows(of: self.dev.map(\.text), self.features)
  }

  /// Teaches with `count` sentences, once with the first ones, then with `subsets - 1` random choices; all of them are one lesson.
  ///
  /// - Throws: what `HeadTeacher.teach` throws.
  package func row(_ count: Int, subsets: Int) throws -> Row {
    let isWhole = count >= train.count
    var (scores, seconds): ([Double], [Double]) = ([], [])
    for subset in 0..<(isWhole ? 1 : max(1, subsets)) {
      var random = SeededGenerator(17, UInt64(subset))
      let order = subset == 0 ? train : train.shuffled(using: &random)
      // A teacher of its own: no lesson profits from states of the one before.
      let teacher = HeadTeacher(encoder: encoder, features: features)
      teacher.lesson = lesson
      let head = try teacher.teach("few-shot", MarkedTexts(Array(order.prefix(count))))
      scores.append(score(head))
      seconds.append(head.lesson.seconds)
    }
    return Row(sentences: min(count, train.count), scores: scores, seconds: seconds)
  }

  private func score(_ head: TaughtHead) -> Double {
    var all = SpanScores()
    for (text, state) in zip(dev, states) {
      let found = head.spans(words: state.words, rows: state.rows)
      all.add(
        gold: text.spans.map { LabelledRange(label: $0.label, range: $0.bytes) },
        predicted: found.map { LabelledRange(label: $0.label, range: $0.bytes) })
    }
    return all.scores.micro.f1
  }
}
