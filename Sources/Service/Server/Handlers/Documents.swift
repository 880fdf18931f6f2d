import Documents
import Features
import JSON
import LSP
import Markup
import Options
import Text

/// The client's documents and what is read off them.
let documentNotifications = [
  NotificationHandler(DidOpenNotification.self) { params, session in session.open(params.textDocument) },
  NotificationHandler(DidChangeNotification.self) { params, session in
    guard let open = session.document(params.uri) else { return }
    open.edit(params.changes, version: params.version, encoding: session.encoding)
    session.documentChanged(open)
  },
  NotificationHandler(DidSaveNotification.self) { params, session in
    guard let open = session.document(params.uri) else { return }
    open.didSave()
    session.textsChanged(by: params.uri)
    session.documentChanged(open)
  },
  NotificationHandler(DidCloseNotification.self) { params, session in session.close(params.uri) },
]

let documentRequests = [
  RequestHandler(DocumentDiagnosticRequest.self) { params, context in
    let open = try context.requireDocument().open
    let (_, diagnostics) = context.session.diagnostics(of: open)
    let id = ContentHash(diagnostics.encoded()).description
    return params.previousResultID == id ? .unchanged(resultID: id) : .full(resultID: id, diagnostics)
  },
  RequestHandler(HoverRequest.self) { params, context in
    let (open, _) = try context.requireDocument()
    let session = context.session
    return session.hover(at: params.position, in: open)
      ?? session.entity(at: params.position, in: open).map { session.hover($0) }
  },
  RequestHandler(DocumentSymbolRequest.self) { _, context in
    let (open, state) = try context.requireDocument()
    let group = context.session.outlineGroup(of: open).map { [$0] } ?? []
    let tree = outline(of: state, encoding: context.session.encoding) + group
    return DocumentSymbols(tree, of: open.uri, takesTree: context.session.capabilities.takesSymbolTrees)
  },
  RequestHandler(SelectionRangeRequest.self) { params, context in
    let state = try context.requireDocument().state
    return params.positions.map { selection(at: $0, in: state, encoding: context.session.encoding) }
  },
]

extension Session {
  fileprivate func open(_ item: TextDocumentItem) {
    let optionsVersion = withState { $0.optionsVersion }
    let open = OpenDocument(item, rules: rules(for: item.uri))
    let isAccepted = withState { state in
      let isRoom = state.documents[item.uri] != nil || state.documents.count < server.limits.documentsPerSession
      if isRoom { state.documents[item.uri] = open }
      return isRoom
    }
    guard isAccepted else {
      return tell(
        ServerError(
          code: "too-many-documents", message: "more than \(server.limits.documentsPerSession) documents are open",
          hint: "Close some; this one is not analysed."))
    }
    // Whoever changed the options in the meantime could not see the document yet.
    if withState({ $0.optionsVersion }) != optionsVersion { open.publishing { open.setRules(rules(for: item.uri)) } }
    textsChanged(by: item.uri)
    documentChanged(open)
  }

  fileprivate func close(_ uri: DocumentURI) {
    let (open, work) = withState { state in
      (state.documents.removeValue(forKey: uri), state.work.removeValue(forKey: uri))
    }
    work?.cancel()
    textsChanged(by: uri)
    guard !pullsDiagnostics, let open else { return }
    // After whatever is being published.
    open.publishing {
      notify(PublishDiagnosticsNotification.self, PublishDiagnosticsParams(uri: uri, version: nil, diagnostics: []))
    }
  }

  /// What is wrong at a position, why, how sure that is, and what to put there.
  fileprivate func hover(at position: LSPPosition, in open: OpenDocument) -> Hover? {
    let (state, findings) = findings(of: open)
    let offset = state.rope.offset(of: position, in: encoding)
    guard
      let located = findings.first(where: {
        $0.finding.range.lowerBound <= offset && offset <= $0.finding.range.upperBound
      })
    else { return nil }
    let finding = located.withReplacements(from: open.currentRules.checker)
    let isMarkdown = capabilities.hoverFormat == .markdown
    let text = hoverText(finding, before: state.rope.string(in: finding.range), isMarkdown: isMarkdown)
    return Hover(
      contents: MarkupContent(kind: capabilities.hoverFormat, value: text),
      range: state.rope.range(of: finding.range, in: encoding))
  }

  private func hoverText(_ finding: Finding, before: String, isMarkdown: Bool) -> String {
    let strong = isMarkdown ? "**" : ""
    var lines = ["\(strong)\(finding.message)\(strong)"]
    for replacement in finding.replacements {
      lines.append("- \(before) → \(strong)\(replacement.text)\(strong) (\(percent(replacement.confidence)))")
    }
    if let rule = FindingCatalogue.description(of: finding.code) { lines.append(rule.reason) }
    lines.append("\(finding.code), confidence \(percent(finding.confidence))")
    return lines.joined(separator: isMarkdown ? "\n\n" : "\n").replacing("\n\n- ", with: "\n- ")
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

/// The headings of a document as a tree.
private func outline(of state: OpenDocument.State, encoding: LSP.PositionEncoding) -> [DocumentSymbol] {
  let headings = state.snapshot.headings
  // A heading's own range leaves out its marks; its section begins with them.
  func lineStart(_ offset: Int) -> Int {
    let line = state.rope.position(of: offset, in: encoding).line
    return state.rope.offset(of: LSPPosition(line: line, character: 0), in: encoding)
  }
  func symbols(_ range: Range<Int>, end: Int) -> [DocumentSymbol] {
    var result: [DocumentSymbol] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let level = headings[index].kind.headingLevel
      let next =
        headings[(index + 1)..<range.upperBound].firstIndex { $0.kind.headingLevel <= level } ?? range.upperBound
      let sectionEnd = next < headings.count ? lineStart(headings[next].range.lowerBound) : end
      let name = String(decoding: headings[index].prose, as: UTF8.self)
      result.append(
        DocumentSymbol(
          name: name.isEmpty ? " " : name, kind: .string,
          range: state.rope.range(
            of: lineStart(headings[index].range.lowerBound)..<max(sectionEnd, headings[index].range.upperBound),
            in: encoding),
          selectionRange: state.rope.range(of: headings[index].range, in: encoding),
          children: symbols(index + 1..<next, end: sectionEnd)))
      index = next
    }
    return result
  }
  return symbols(0..<headings.count, end: state.rope.count)
}

/// Sentence, paragraph, document: what an expanding selection grows through.
private func selection(
  at position: LSPPosition, in state: OpenDocument.State, encoding: LSP.PositionEncoding
) -> SelectionRange {
  let offset = state.rope.offset(of: position, in: encoding)
  var ranges: [Range<Int>] = []
  if let sentence = state.snapshot.sentenceIndex(atOffset: offset) {
    ranges.append(state.snapshot.sourceRange(ofSentence: sentence))
    ranges.append(state.snapshot.blocks[state.snapshot.blockIndex(ofSentence: sentence)].range)
  }
  ranges.append(0..<state.rope.count)
  var distinct: [Range<Int>] = []
  for range in ranges where range != distinct.last { distinct.append(range) }
  return SelectionRange(ranges: distinct.map { state.rope.range(of: $0, in: encoding) })
}

extension ProseBlock.Kind {
  /// 1 to 6, 7 for what is no heading.
  fileprivate var headingLevel: Int {
    if case .heading(let level) = self { level } else { 7 }
  }
}
