import Documents
import Features
import Foundation
import JSON
import JSONRPC
import Markup
import Reports
import Support
import Text

/// Makes the reports of files through the daemon, over one connection.
///
/// Thread-safe.
struct RemoteLinter: Sendable {
  private let client: DaemonClient

  /// Joins the daemon.
  ///
  /// - Throws: why there is none and none can be started.
  init() async throws {
    client = try await DaemonClient(name: "stet lint", root: FileManager.default.currentDirectoryPath)
  }

  func close() { client.close() }

  /// The report of a file.
  ///
  /// - Parameter fixes: whether what is safe is applied to the file before.
  func lint(file path: String, fixes: Bool) async -> FileReport {
    let report = await lint(path)
    guard fixes, report.error == nil else { return report }
    do {
      let fixed = FixApplier.apply(report.findings, to: try MappedFile.contents(of: path))
      guard !fixed.applied.isEmpty else { return report }
      try AtomicFile.write(fixed.bytes, to: path)
      return await lint(path)
    } catch {
      return FileReport(path: path, error: error as? any HintedError ?? UsageError(message: "\(error)", hint: ""))
    }
  }

  /// Sends a file's text to the daemon and reads the findings.
  private func lint(_ path: String) async -> FileReport {
    do {
      let rope = Rope(utf8: try InputFile.read(path))
      let language = MarkupFormats.format(forLanguage: "", path: path).identifier
      let result = try await client.call(
        "stet/correct", ["text": .string(rope.string), "languageId": .string(language)])
      let snapshot = Document(uri: path, languageID: "", version: 0, utf8: rope.bytes).snapshot
      return FileReport(
        path: path, text: rope, findings: (result["findings"]?.arrayValue ?? []).compactMap(Self.finding),
        wordCount: snapshot.sentences.reduce(0) { $0 + wordCount(of: $1) })
    } catch let error as ResponseError {
      return FileReport(path: path, error: DaemonRefusal(error))
    } catch {
      return FileReport(path: path, error: error as? any HintedError ?? UsageError(message: "\(error)", hint: ""))
    }
  }

  private static func finding(_ json: JSONValue) -> Finding? {
    guard let lower = json["bytes"]?[0]?.intValue, let upper = json["bytes"]?[1]?.intValue, lower <= upper else {
      return nil
    }
    let replacements = json["replacements"]?.arrayValue ?? []
    return Finding(
      code: json["code"]?.stringValue ?? "",
      severity: Severity.allCases.first { $0.name == json["severity"]?.stringValue } ?? .warning,
      message: json["message"]?.stringValue ?? "", range: lower..<upper,
      replacements: replacements.map {
        Finding.Replacement(text: $0["text"]?.stringValue ?? "", confidence: $0["confidence"]?.doubleValue ?? 0)
      }, confidence: json["confidence"]?.doubleValue ?? 0,
      isSafe: json["safe"]?.boolValue ?? false)
  }
}
