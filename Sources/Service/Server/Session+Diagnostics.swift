import Documents
import Features
import JSON
import LSP
import Store
import Text

/// Findings as the client sees them.
extension Session {
  /// The findings of a document's newest state under its rules.
  func findings(of open: OpenDocument) -> (state: OpenDocument.State, findings: [LocatedFinding]) {
    let (state, findings) = open.findings(feedback: server.workbench.feedback)
    return (state, open.currentRules.isIgnored ? [] : findings)
  }

  /// The diagnostics of a document's newest state, and that state.
  ///
  /// A document with more findings than the limit shows those nearest to its last edit, and one diagnostic that says how many more
  /// there are: the size of what is sent does not grow with the document.
  func diagnostics(of open: OpenDocument) -> (state: OpenDocument.State, diagnostics: [Diagnostic]) {
    let (state, findings) = findings(of: open)
    if state.isTooLarge { return (state, [tooLarge(state)]) }
    let limit = open.currentRules.policy.limit
    let shown = nearest(findings, to: state.caret, limit: limit)
    let keepsData = capabilities.keepsDiagnosticData
    var cursor = PositionCursor(state.rope, encoding)
    var diagnostics = shown.map { Self.diagnostic($0, at: cursor.range(of: $0.finding.range), keepsData: keepsData) }
    if findings.count > shown.count { diagnostics.append(omission(findings.count - shown.count)) }
    return (state, diagnostics)
  }

  /// One finding as a diagnostic.
  func diagnostic(_ located: LocatedFinding, in rope: Rope) -> Diagnostic {
    Self.diagnostic(
      located, at: rope.range(of: located.finding.range, in: encoding), keepsData: capabilities.keepsDiagnosticData)
  }

  private static func diagnostic(_ located: LocatedFinding, at range: LSPRange, keepsData: Bool) -> Diagnostic {
    let finding = located.finding
    return Diagnostic(
      range: range, severity: Diagnostic.Severity(rawValue: finding.severity.rawValue), code: finding.code,
      source: "stet", message: finding.message, data: keepsData ? ["confidence": .number(finding.confidence)] : nil)
  }

  private func nearest(_ findings: [LocatedFinding], to caret: Int, limit: Int) -> ArraySlice<LocatedFinding> {
    guard findings.count > limit else { return findings[...] }
    let after = findings.firstIndex { $0.finding.range.lowerBound >= caret } ?? findings.count
    let start = min(max(0, after - limit / 2), findings.count - limit)
    return findings[start..<start + limit]
  }

  private func omission(_ count: Int) -> Diagnostic {
    Diagnostic(
      range: LSPRange(start: LSPPosition(line: 0, character: 0), end: LSPPosition(line: 0, character: 0)),
      severity: .information, code: "stet.more-findings", source: "stet",
      message: "\(count) more findings are not shown. Raise `limits.findings` to see them.")
  }

  private func tooLarge(_ state: OpenDocument.State) -> Diagnostic {
    Diagnostic(
      range: LSPRange(start: LSPPosition(line: 0, character: 0), end: LSPPosition(line: 0, character: 0)),
      severity: .information, code: "stet.document-too-large", source: "stet",
      message:
        "The document has \(state.rope.count) bytes and is not analysed. Raise `limits.document-bytes` to have it analysed."
    )
  }
}
