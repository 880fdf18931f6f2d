package import JSON

/// `stet/correct`: the findings of a document or a text, with replacements.
package enum CorrectRequest: LSPRequest {
  package typealias Params = CorrectParams
  package typealias Response = CorrectResult
  package static let method = "stet/correct"
  package static func ordering(of params: Params) -> Ordering { params.source.ordering }
}

/// What to correct.
package struct CorrectParams: JSONDecodable, Sendable {
  package let source: DocumentOrText

  package init(json: JSONValue) throws(JSONError) { source = try DocumentOrText(json: json) }
}

/// The findings in the order of the text.
package struct CorrectResult: JSONEncodable, Sendable {
  /// One finding.
  package struct Item: JSONEncodable, Sendable {
    package let range: LSPRange
    /// UTF-8 bytes, half open.
    package let bytes: Range<Int>
    package let code: String
    package let category: String
    package let severity: String
    package let message: String
    package let replacements: [(text: String, confidence: Double)]
    package let confidence: Double
    /// Whether the first replacement may be applied unasked.
    package let isSafe: Bool

    package init(
      range: LSPRange, bytes: Range<Int>, code: String, category: String, severity: String, message: String,
      replacements: [(text: String, confidence: Double)], confidence: Double, isSafe: Bool
    ) {
      self.range = range
      self.bytes = bytes
      self.code = code
      self.category = category
      self.severity = severity
      self.message = message
      self.replacements = replacements
      self.confidence = confidence
      self.isSafe = isSafe
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("range", range)
        $0.field("bytes", [bytes.lowerBound, bytes.upperBound])
        $0.field("code", code)
        $0.field("category", category)
        $0.field("severity", severity)
        $0.field("message", message)
        $0.field(
          "replacements",
          replacements.map { ["text": .string($0.text), "confidence": .number($0.confidence)] as JSONValue })
        $0.field("confidence", confidence)
        $0.field("safe", isSafe)
      }
    }
  }

  /// Of the document; nil for a text.
  package let version: Int?
  package let findings: [Item]

  package init(version: Int?, findings: [Item]) {
    self.version = version
    self.findings = findings
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("version", version)
      $0.field("findings", findings)
    }
  }
}
