import Text

/// `text`: the sentences for a person, names in colour with their type, the rest below or beside them.
///
/// Lines count from 1.
struct AnnotationTextFormatter: AnnotationFormatter {
  private let paint: Paint
  private var texts = 0

  init(_ style: ReportStyle) { paint = Paint(isOn: style.usesColor) }

  mutating func add(_ text: AnnotatedText) -> [UInt8] {
    defer { texts += 1 }
    var lines = ""
    if let path = text.path { lines += "\(texts > 0 ? "\n" : "")\(paint.bold(DisplayText.safe(path)))\n" }
    for sentence in text.sentences {
      let line = text.text.line(at: sentence.range.lowerBound) + 1
      let number = String(repeating: " ", count: max(0, 5 - "\(line)".count)) + "\(line)"
      lines += "\(paint.dim(number))  \(facts(sentence, text))\(body(sentence, text))\n"
      for (layer, value) in zip(text.layers, sentence.values) { lines += below(value, layer, sentence, text) }
    }
    return Array(lines.utf8)
  }

  /// What holds of the whole sentence, before it.
  private func facts(_ sentence: AnnotatedText.Sentence, _ text: AnnotatedText) -> String {
    let facts = zip(text.layers, sentence.values).compactMap { layer, value -> String? in
      switch value {
      case .marks: nil
      case .labels(let labels, _): paint.green(labels.isEmpty ? "–" : labels.joined(separator: "+"))
      case .score(let score): paint.dim("\(layer.name) \(Int((score * 100).rounded())) %")
      }
    }
    return facts.isEmpty ? "" : facts.joined(separator: " ") + "  "
  }

  /// The sentence with the spans of layers that tell types apart.
  private func body(_ sentence: AnnotatedText.Sentence, _ text: AnnotatedText) -> String {
    let inline = zip(text.layers, sentence.values).flatMap { layer, value -> [(Int, AnnotatedText.Mark)] in
      guard case .marks(let marks) = value, layer.kind == .spans, layer.labels.count > 1 else { return [] }
      return marks.map { (layer.labels.firstIndex(of: $0.label) ?? 0, $0) }
    }.sorted { $0.1.range.lowerBound < $1.1.range.lowerBound }
    var result = ""
    var at = sentence.range.lowerBound
    for (color, mark) in inline where mark.range.lowerBound >= at {
      result += line(text.source(at..<mark.range.lowerBound))
      result += paint.label(color, line(text.source(mark.range))) + paint.dim(" [\(mark.label)]")
      at = mark.range.upperBound
    }
    return result + line(text.source(at..<max(at, sentence.range.upperBound)))
  }

  /// A line of its own for words with labels, and for spans of one type.
  private func below(
    _ value: AnnotatedText.Value, _ layer: AnnotatedText.Layer, _ sentence: AnnotatedText.Sentence,
    _ text: AnnotatedText
  ) -> String {
    guard case .marks(let marks) = value, !marks.isEmpty, layer.kind == .words || layer.labels.count < 2 else {
      return ""
    }
    let items = marks.map { mark in
      layer.kind == .words
        ? line(text.source(mark.range)) + paint.dim("/" + mark.label) : line(text.source(mark.range))
    }
    return "       \(paint.dim(layer.name + ":")) \(items.joined(separator: layer.kind == .words ? " " : "; "))\n"
  }

  /// Text on one line that a terminal takes for text.
  private func line(_ text: String) -> String {
    DisplayText.safe(text.replacing("\r\n", with: " ").replacing("\n", with: " ").replacing("\t", with: " "))
  }
}

extension Paint {
  /// Colours that tell types apart, beginning again after six.
  func label(_ index: Int, _ text: String) -> String {
    isOn ? "\u{1B}[1;\(["35", "34", "32", "36", "33", "31"][index % 6])m\(text)\u{1B}[0m" : text
  }
}
