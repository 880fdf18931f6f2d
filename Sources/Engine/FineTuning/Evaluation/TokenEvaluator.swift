import Datasets
import Heads
import Metrics
import Models
import Tensors

/// Measures labels of words.
struct TokenEvaluator: Sendable {
  let model: TaskModel
  let space: LabelSpace
  let builder: InputBuilder
  let isSpans: Bool

  /// The scores over all files, and for spans the F1 of each file too.
  func scores(_ files: [LoadedTask.File], _ pass: EvaluationPass) -> TaskScores {
    var all = SpanScores()
    var perFile: [(name: String, value: Double)] = []
    var words = WordConfusion(space: space, isSpans: isSpans)
    for file in files {
      guard case .tokens(let examples) = file.examples else { continue }
      let predicted = predict(examples.map(\.example), pass)
      var own = SpanScores()
      for ((example, marks), labels) in zip(examples, predicted) {
        words.add(example.labels, labels, marks: marks)
        guard isSpans else { continue }
        let gold = SpanScores.spans(of: example.labels.map { $0 ?? SpanTags.outside })
        let found = spans(labels, gold: example.labels, marks: marks)
        all.add(gold: gold, predicted: found)
        own.add(gold: gold, predicted: found)
      }
      if isSpans, files.count > 1 { perFile.append((file.shortName, own.scores.micro.f1)) }
    }
    guard isSpans else {
      let scores = words.matrix.scores
      return TaskScores(
        [("accuracy", words.matrix.accuracy), ("macro F1", scores.macroF1)], scores: scores, confusion: words.matrix)
    }
    let scores = all.scores
    let micro = scores.micro
    return TaskScores(
      [("F1", micro.f1), ("macro F1", scores.macroF1), ("precision", micro.precision), ("recall", micro.recall)]
        + perFile,
      scores: scores, confusion: words.matrix)
  }

  /// A label for each word of each example; `O`, or the first label, for words that got no token.
  func predict(_ examples: [TokenExample], _ pass: EvaluationPass) -> [[String]] {
    let aligner = TokenAligner(tokenizer: builder.tokenizer, limit: builder.limit)
    let windows = examples.enumerated().flatMap { index, example in
      aligner.windows(of: example, in: space).map { (example: index, window: $0) }
    }
    let inputs = windows.map { builder.input($0.window) }
    let labels = pass.map(inputs.map(\.count)) { batch, execution in
      let (logits, packed) = model.logits(batch.map { inputs[$0] }, in: execution)
      return batch.enumerated().map { place, index in
        decode(logits, windows[index].window.tokenOfWord, first: packed.offsets[place])
      }
    }
    var result = examples.map { Array(repeating: space.names.first ?? "", count: $0.words.count) }
    for (window, labels) in zip(windows, labels) {
      for (word, label) in zip(window.window.words, labels) {
        if let label { result[window.example][word] = space.names[label] }
      }
    }
    return result
  }

  /// The row of each word's label, nil for words without a token.
  ///
  /// The head decodes the words that have one, so that spans are well formed.
  private func decode(_ logits: Tensor, _ tokens: [Int32], first: Int) -> [Int?] {
    guard case .tokens(let head) = model.head else { return tokens.map { _ in nil } }
    let words = tokens.indices.filter { tokens[$0] >= 0 }
    let labels = head.decode(logits, rows: words.map { first + Int(tokens[$0]) }).labels
    var result = [Int?](repeating: nil, count: tokens.count)
    for (word, label) in zip(words, labels) { result[word] = label }
    return result
  }

  /// Predicted spans, without those that the file does not mark and those that touch words of unknown label.
  private func spans(_ labels: [String], gold: [String?], marks: Set<String>?) -> [LabelledRange] {
    SpanScores.spans(of: labels).filter { span in
      (marks?.contains(span.label) ?? true) && !gold[span.range].contains(nil)
    }
  }
}

/// Counts words by the label that they have and the one that they got.
private struct WordConfusion {
  private(set) var matrix: ConfusionMatrix
  private let isSpans: Bool
  private let positions: [String: Int]

  /// For spans the types count, not whether a word begins one.
  init(space: LabelSpace, isSpans: Bool) {
    self.isSpans = isSpans
    let labels = isSpans ? [SpanTags.outside] + SpanTags.types(of: space.names) : space.names
    matrix = ConfusionMatrix(labels: labels)
    positions = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
  }

  mutating func add(_ gold: [String?], _ predicted: [String], marks: Set<String>?) {
    for (gold, predicted) in zip(gold, predicted) {
      guard let gold, let row = position(gold), var column = position(predicted) else { continue }
      // Where the file has nothing, it cannot say that a type is wrong that it does not mark.
      if let marks, row == 0, column != 0, !marks.contains(matrix.labels[column]) { column = 0 }
      matrix.add(gold: row, predicted: column)
    }
  }

  private func position(_ label: String) -> Int? {
    positions[isSpans && label != SpanTags.outside ? String(label.dropFirst(2)) : label]
  }
}
