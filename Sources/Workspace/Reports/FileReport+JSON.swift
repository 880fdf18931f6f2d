package import Documents
package import JSON
package import Support
package import Text

/// A report as a cache keeps it: all but the path and the text, which the reader has anyway.
extension FileReport: JSONEncodable {
  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("words", wordCount)
      $0.field("leniency", leniency)
      $0.field("findings", findings.map(StoredFinding.init))
      $0.field("highlights", highlights.map(StoredHighlight.init))
    }
  }

  /// Reads what `encode` wrote about `text`; nil for anything else.
  package init?(json: JSONValue, path: String, text: Rope) {
    let findings = json["findings"]?.arrayValue?.map { StoredFinding($0, size: text.count)?.finding }
    let highlights = json["highlights"]?.arrayValue?.map { StoredHighlight($0, size: text.count)?.highlight }
    guard let words = json["words"]?.intValue, let leniency = json["leniency"]?.doubleValue, let findings,
      let highlights, !findings.contains(nil), !highlights.contains(nil)
    else { return nil }
    self.init(
      path: path, text: text, findings: findings.compactMap(\.self), wordCount: Int(words),
      highlights: highlights.compactMap(\.self), leniency: leniency)
  }
}

/// All members of a finding, unlike `FindingJSON`, which is made for readers.
private struct StoredFinding: JSONEncodable {
  let finding: Finding

  init(_ finding: Finding) { self.finding = finding }

  func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("code", finding.code)
      $0.field("severity", finding.severity.rawValue)
      $0.field("message", finding.message)
      $0.field("bytes", [finding.range.lowerBound, finding.range.upperBound])
      $0.field("replacements", finding.replacements.map(\.text))
      $0.field("confidences", finding.replacements.map(\.confidence))
      $0.field("confidence", finding.confidence)
      $0.field("safe", finding.isSafe)
    }
  }

  init?(_ json: JSONValue, size: Int) {
    guard let code = json["code"]?.stringValue,
      let severity = json["severity"]?.intValue.flatMap({ Severity(rawValue: Int($0)) }),
      let message = json["message"]?.stringValue, let range = range(json["bytes"], size: size),
      let texts = json["replacements"]?.arrayValue?.compactMap(\.stringValue),
      let confidences = json["confidences"]?.arrayValue?.compactMap(\.doubleValue), texts.count == confidences.count,
      let confidence = json["confidence"]?.doubleValue, let isSafe = json["safe"]?.boolValue
    else { return nil }
    finding = Finding(
      code: code, severity: severity, message: message, range: range,
      replacements: zip(texts, confidences).map { Finding.Replacement(text: $0, confidence: $1) },
      confidence: confidence, isSafe: isSafe)
  }
}

private struct StoredHighlight: JSONEncodable {
  let highlight: FileReport.Highlight

  init(_ highlight: FileReport.Highlight) { self.highlight = highlight }

  func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("bytes", [highlight.range.lowerBound, highlight.range.upperBound])
      $0.field("score", highlight.score)
    }
  }

  init?(_ json: JSONValue, size: Int) {
    guard let range = range(json["bytes"], size: size), let score = json["score"]?.doubleValue else { return nil }
    highlight = FileReport.Highlight(range: range, score: score)
  }
}

/// Two numbers that enclose bytes of a text.
private func range(_ json: JSONValue?, size: Int) -> Range<Int>? {
  guard let lower = json?[0]?.intValue, let upper = json?[1]?.intValue, 0 <= lower, lower <= upper, upper <= size else {
    return nil
  }
  return Int(lower)..<Int(upper)
}
