import JSON
import Text

/// `jsonl`: a sentence a line, with one member for each layer.
///
/// Lines and characters from 0, characters in UTF-16 code units; bytes are UTF-8 offsets in the file.
struct AnnotationJSONFormatter: AnnotationFormatter {
  mutating func add(_ text: AnnotatedText) -> [UInt8] {
    text.sentences.flatMap { sentence in record(sentence, text).encoded() + [0x0A] }
  }

  private func record(_ sentence: AnnotatedText.Sentence, _ text: AnnotatedText) -> JSONValue {
    var record = JSONObject()
    if let path = text.path { record["path"] = .string(path) }
    record["range"] = Self.range(sentence.range, text.text)
    record["bytes"] = Self.pair(sentence.range)
    record["text"] = .string(sentence.text)
    for (layer, value) in zip(text.layers, sentence.values) { record[layer.name] = json(value, layer, text) }
    return .object(record)
  }

  private func json(_ value: AnnotatedText.Value, _ layer: AnnotatedText.Layer, _ text: AnnotatedText) -> JSONValue {
    switch value {
    case .marks(let marks): .array(marks.map { json($0, text) })
    case .score(let score): .number(Self.rounded(score))
    case .labels(let labels, let scores):
      [
        "labels": .array(labels.map { .string($0) }),
        "scores": .object(
          JSONObject(zip(layer.labels, scores).map { ($0, .number(Self.rounded($1))) })),
      ]
    }
  }

  private func json(_ mark: AnnotatedText.Mark, _ text: AnnotatedText) -> JSONValue {
    [
      "label": .string(mark.label), "text": .string(text.source(mark.range)),
      "range": Self.range(mark.range, text.text), "bytes": Self.pair(mark.range),
      "confidence": .number(Self.rounded(mark.confidence)),
    ]
  }

  private static func range(_ range: Range<Int>, _ rope: Rope) -> JSONValue {
    func place(_ offset: Int) -> JSONValue {
      let position = rope.position(at: offset, in: .utf16)
      return ["line": .integer(Int64(position.line)), "character": .integer(Int64(position.character))]
    }
    return ["start": place(range.lowerBound), "end": place(range.upperBound)]
  }

  private static func pair(_ range: Range<Int>) -> JSONValue {
    [.integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound))]
  }

  /// A probability is no more exact than that.
  private static func rounded(_ number: Double) -> Double { (number * 10_000).rounded() / 10_000 }
}
