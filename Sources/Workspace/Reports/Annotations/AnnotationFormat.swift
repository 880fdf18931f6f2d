/// The formats of annotations, by the name that `--format` takes.
package enum AnnotationFormat: String, Sendable, CaseIterable {
  case text, conll, jsonl, html

  /// A formatter for one run.
  package func makeFormatter(_ style: ReportStyle = ReportStyle()) -> any AnnotationFormatter {
    switch self {
    case .text: AnnotationTextFormatter(style)
    case .conll: AnnotationColumnFormatter()
    case .jsonl: AnnotationJSONFormatter()
    case .html: AnnotationPage(style)
    }
  }
}

/// Turns annotated texts into bytes, one after the other.
package protocol AnnotationFormatter: Sendable {
  /// What is said about one text.
  mutating func add(_ text: AnnotatedText) -> [UInt8]
  /// What stands behind the last one.
  mutating func end() -> [UInt8]
}

extension AnnotationFormatter {
  mutating package func end() -> [UInt8] { [] }
}
