import Documents
import JSON
import Support
import Text

/// `sarif`: the Static Analysis Results Interchange Format 2.1.0 (OASIS, 2020), which code hosts show beside the lines of a change.
struct SARIFFormatter: ReportFormatter {
  private let style: ReportStyle
  /// The rules met so far, in the order of their index.
  private var rules: [String] = []
  private var ruleIndices: [String: Int] = [:]
  private var notifications: [JSONValue] = []
  private var isFirst = true

  init(_ style: ReportStyle) { self.style = style }

  mutating func begin() -> [UInt8] {
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let head =
      "{\"$schema\":\"\(schema)\",\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"utf16CodeUnits\",\"results\":["
    return Array(head.utf8)
  }

  mutating func file(_ report: FileReport) -> [UInt8] {
    if let error = report.error { notifications.append(Self.notification(error, path: report.path)) }
    var fingerprints = FindingFingerprints(report)
    var bytes: [UInt8] = []
    for finding in report.findings {
      let fingerprint = fingerprints.next(for: finding)
      bytes += Array(isFirst ? "\n".utf8 : ",\n".utf8)
      bytes += result(finding, in: report, fingerprint).encoded()
      isFirst = false
    }
    return bytes
  }

  mutating func end(_ summary: ReportSummary) -> [UInt8] {
    let invocation: JSONValue = [
      "executionSuccessful": .bool(notifications.isEmpty), "toolExecutionNotifications": .array(notifications),
    ]
    let driver: JSONValue = [
      "name": "stet", "semanticVersion": .string(style.version), "rules": .array(rules.map(rule)),
    ]
    let run: JSONObject = ["tool": ["driver": driver], "invocations": [invocation]]
    let tail = run.map { "\"\($0.key)\":" + $0.value.encodedText() }.joined(separator: ",\n")
    return Array("\n],\n\(tail)}]}\n".utf8)
  }

  // MARK: Results

  private mutating func result(_ finding: Finding, in report: FileReport, _ fingerprint: String) -> JSONValue {
    let artifact = Self.artifact(report.path)
    let region = Self.region(report.clamped(finding.range), in: report)
    var result: JSONObject = [
      "ruleId": .string(finding.code), "ruleIndex": .integer(Int64(index(of: finding.code))),
      "level": .string(finding.severity.sarifLevel), "message": ["text": .string(finding.message)],
      "locations": [["physicalLocation": ["artifactLocation": artifact, "region": region]]],
      "partialFingerprints": ["stetFinding/v1": .string(fingerprint)],
      "rank": .number(finding.confidence.isFinite ? min(max(finding.confidence, 0), 1) * 100 : -1),
    ]
    if !finding.replacements.isEmpty {
      result["fixes"] = .array(finding.replacements.map { Self.fix($0, artifact, region) })
    }
    return .object(result)
  }

  private static func fix(_ replacement: Finding.Replacement, _ artifact: JSONValue, _ region: JSONValue) -> JSONValue {
    let text = replacement.text
    return [
      "description": ["text": .string(text.isEmpty ? "Remove it" : "Replace with \u{201C}\(text)\u{201D}")],
      "artifactChanges": [
        [
          "artifactLocation": artifact,
          "replacements": [["deletedRegion": region, "insertedContent": ["text": .string(text)]]],
        ]
      ],
    ]
  }

  /// Lines and columns from 1, columns in UTF-16 code units, the end exclusive; bytes as well.
  private static func region(_ range: Range<Int>, in report: FileReport) -> JSONValue {
    let start = report.position(at: range.lowerBound)
    let end = report.position(at: range.upperBound)
    let members: [(String, Int)] = [
      ("startLine", start.line + 1), ("startColumn", start.character + 1), ("endLine", end.line + 1),
      ("endColumn", end.character + 1), ("byteOffset", range.lowerBound), ("byteLength", range.count),
    ]
    return .object(JSONObject(members.map { ($0.0, JSONValue.integer(Int64($0.1))) }))
  }

  // MARK: Rules, places and failures

  private mutating func index(of code: String) -> Int {
    if let index = ruleIndices[code] { return index }
    rules.append(code)
    ruleIndices[code] = rules.count - 1
    return rules.count - 1
  }

  private func rule(_ code: String) -> JSONValue {
    let words = code.split { $0 == "." || $0 == "-" }
    let description = style.ruleDescriptions[code] ?? words.joined(separator: " ")
    return [
      "id": .string(code), "name": .string(words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()),
      "shortDescription": ["text": .string(description)],
      "properties": ["category": .string(String(code.prefix { $0 != "." }))],
    ]
  }

  /// A relative path is relative to the root of the sources; what is no path of ours stays inside it, too.
  private static func artifact(_ path: String) -> JSONValue {
    if path.hasPrefix("/") { return ["uri": .string("file://" + percentEncoded(path))] }
    let relative = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return ["uri": .string(percentEncoded(relative)), "uriBaseId": "%SRCROOT%"]
  }

  /// Keeps unreserved characters and slashes (RFC 3986).
  private static func percentEncoded(_ path: String) -> String {
    path.utf8.reduce(into: "") { result, byte in
      let scalar = Unicode.Scalar(byte)
      let isKept =
        byte < 0x80
        && (Character(scalar).isLetter || Character(scalar).isNumber || "-._~/".unicodeScalars.contains(scalar))
      if isKept {
        result.unicodeScalars.append(scalar)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
  }

  private static func notification(_ error: any HintedError, path: String) -> JSONValue {
    [
      "level": "error", "message": ["text": .string(error.description)], "descriptor": ["id": .string(error.code)],
      "locations": [["physicalLocation": ["artifactLocation": artifact(path)]]],
    ]
  }
}

extension Severity {
  /// SARIF knows three levels.
  fileprivate var sarifLevel: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .information, .hint: "note"
    }
  }
}
