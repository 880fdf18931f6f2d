import Features
import Heads
import JSON
import Reports
import Text

/// Writes the labels of texts for a person or for a program, one line a text.
struct ClassificationWriter {
  private let labels: [String]
  private let isMultiLabel: Bool
  private let isRegression: Bool
  private let head: String
  private let format: ClassifyCommand.Format
  private let top: Int
  private let namesFiles: Bool
  private let paint: Paint
  private let width: Int

  /// - Parameters:
  ///   - top: how many labels are listed with their probability; 0 for all.
  ///   - namesFiles: whether lines for people begin with the file's name.
  init(
    _ classifier: TextClassifier, format: ClassifyCommand.Format, top: Int, namesFiles: Bool, usesColor: Bool,
    width: Int
  ) {
    (head, labels) = (classifier.head, classifier.specification.labels)
    isMultiLabel = classifier.specification.problem == .multiLabel
    isRegression = classifier.specification.problem == .regression
    (self.format, self.top, self.namesFiles, self.width) = (format, top, namesFiles, max(40, width))
    paint = Paint(isOn: usesColor)
  }

  /// The lines of one file.
  ///
  /// - Parameter path: nil for standard input.
  func text(_ labelled: ClassifyCommand.Labelled, path: String?) -> String {
    var lines = ""
    for (text, prediction) in zip(labelled.texts, labelled.predictions) {
      switch format {
      case .jsonl: lines += json(text, prediction, labelled, path).encodedText() + "\n"
      case .text: lines += line(text, prediction, labelled, path)
      }
    }
    return lines
  }

  // MARK: For people

  private func line(
    _ text: ClassifiableText, _ prediction: ClassPrediction, _ labelled: ClassifyCommand.Labelled, _ path: String?
  ) -> String {
    let number = labelled.rope.line(at: text.range.lowerBound) + 1
    let place = (namesFiles ? path.map { DisplayText.safe($0) + ":" } ?? "" : "") + "\(number)"
    let verdict = verdict(prediction)
    let room = max(20, width - place.count - verdict.count - 4)
    let words = String(decoding: text.text.prefix(4 * room), as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    let shown = words.count > room ? words.prefix(room - 1) + "…" : words[...]
    return "\(paint.dim(pad(place, 4)))  \(paint.cyan(verdict))  \(DisplayText.safe(shown))\n"
  }

  /// What holds, with its probability; a dash when nothing does.
  private func verdict(_ prediction: ClassPrediction) -> String {
    if isRegression {
      return zip(labels, prediction.scores).map { "\($0) \(Self.rounded($1))" }.joined(separator: ", ")
    }
    guard !prediction.chosen.isEmpty else { return "–" }
    return prediction.chosen.map { "\(labels[$0]) \(Int((prediction.scores[$0] * 100).rounded())) %" }
      .joined(separator: ", ")
  }

  // MARK: For programs

  private func json(
    _ text: ClassifiableText, _ prediction: ClassPrediction, _ labelled: ClassifyCommand.Labelled, _ path: String?
  ) -> JSONValue {
    var record = JSONObject()
    if let path { record["path"] = .string(path) }
    record["range"] = labelled.rope.jsonRange(of: text.range)
    record["bytes"] = [.integer(Int64(text.range.lowerBound)), .integer(Int64(text.range.upperBound))]
    record["head"] = .string(head)
    if !isMultiLabel, !isRegression, let label = prediction.chosen.first {
      record["label"] = .string(labels[label])
      record["confidence"] = .number(Self.rounded(prediction.scores[label]))
    }
    if isMultiLabel { record["labels"] = .array(prediction.chosen.map { .string(labels[$0]) }) }
    let ranked = prediction.scores.indices.sorted {
      (prediction.scores[$0], $1) > (prediction.scores[$1], $0)
    }
    record["scores"] = .object(
      JSONObject(
        ranked.prefix(top == 0 ? ranked.count : top).map { (labels[$0], .number(Self.rounded(prediction.scores[$0]))) })
    )
    record["text"] = .string(String(decoding: text.text, as: UTF8.self))
    return .object(record)
  }

  /// Five digits behind the point say all that a probability in single precision does.
  private static func rounded(_ score: Float) -> Double { (Double(score) * 100_000).rounded() / 100_000 }
}
