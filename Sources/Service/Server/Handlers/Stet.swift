import Documents
import Features
import Foundation
import Inference
import JSON
import JSONRPC
import LSP
import Options
import Reports
import Spelling
import Store
import Support
import Text

/// The methods that the protocol does not have.
let stetRequests = [
  RequestHandler(StatusRequest.self) { _, context in await context.session.status() },
  RequestHandler(CorrectRequest.self) { params, context in try await context.session.correct(params, context) },
  RequestHandler(HighlightsRequest.self) { params, context in
    try await context.session.highlights(params, context)
  },
  RequestHandler(SimilarRequest.self) { params, context in try await context.session.similar(params, context) },
  RequestHandler(SearchRequest.self) { params, context in
    let session = context.session
    let vectors = try await session.server.workbench.vectors()
    let query = try await vectors.vectors(of: [Array(params.query.utf8)], lane: .keystroke)
    let count = params.count ?? session.rootOptions.similar.count
    let found = try await session.workspaceIndex().search().passages(near: query[0], count: count)
    return session.result(found)
  },
  RequestHandler(SuggestRequest.self) { params, context in
    let found = try await context.session.workspaceIndex()
      .suggestions(for: params.query, count: params.count ?? usualSuggestions)
    return SuggestResult(suggestions: found.map { .init(query: $0.query, occurrences: $0.occurrences) })
  },
  RequestHandler(DuplicatesRequest.self) { params, context in
    let session = context.session
    let minimum = params.minimumScore.map { Float($0) } ?? DuplicatePair.usualMinimumScore
    let pairs = try await session.workspaceIndex().search().duplicates(minimumScore: minimum)
    return DuplicatesResult(pairs: session.passages(pairs))
  },
  RequestHandler(IndexRequest.self) { params, context in
    try await context.session.index(paths: params.paths, token: params.workDoneToken)
  },
  RequestHandler(EmbedRequest.self) { params, context in
    let server = context.session.server
    guard params.texts.count <= server.limits.textsPerRequest else {
      throw ServerError(
        code: "too-many-texts", message: "more than \(server.limits.textsPerRequest) texts in one request",
        hint: "Send them in several requests.")
    }
    let vectors = try await server.workbench.vectors()
    let found = try await vectors.vectors(of: params.texts.map { Array($0.utf8) }, lane: .background)
    return EmbedResult(dimensions: vectors.dimensions, vectors: found)
  },
]

/// Queries that are proposed for one that is being typed.
private let usualSuggestions = 8

// MARK: Documents and texts

extension Session {
  /// The snapshot that a request is about, and its version when it is an open document.
  func snapshot(_ source: DocumentOrText, _ context: RequestContext) throws -> (DocumentSnapshot, version: Int?) {
    (try self.source(source, context).snapshot, context.document?.state.version)
  }

  /// The document that a request is about.
  func source(_ source: DocumentOrText, _ context: RequestContext) throws -> Document {
    switch source {
    case .document: return try context.requireDocument().state.document
    case .text(let text, let languageID):
      let bytes = Array(text.utf8)
      let limit = rootOptions.limits.documentBytes
      guard bytes.count <= limit else {
        throw ServerError(
          code: "document-too-large", message: "the text has \(bytes.count) bytes, more than the limit of \(limit)",
          hint: "Raise limits.document-bytes, or send it in parts.")
      }
      return Document(uri: "", languageID: languageID, version: 0, utf8: bytes)
    }
  }

  /// The options of the first workspace folder.
  var rootOptions: Options { options(for: DocumentURI(path: (rootFolder ?? "") + "/.")) }

  fileprivate func correct(_ params: CorrectParams, _ context: RequestContext) async throws -> CorrectResult {
    let (snapshot, version) = try snapshot(params.source, context)
    let rules = context.document?.open.currentRules ?? rules(for: DocumentURI(path: (rootFolder ?? "") + "/."))
    let checker = rules.checker
    var findings = DocumentFindings()
    findings.update(to: snapshot, changes: nil, checker: checker, rules: rules.rules)
    if let corrections = try await corrections(in: snapshot, context) { findings.setCorrections(corrections) }
    let found = await findings.findings(
      in: snapshot, policy: rules.policy, checker: checker, feedback: server.workbench.feedback
    ) { await names(in: snapshot, sentences: $0, rules.annotations) }
    return CorrectResult(
      version: version, findings: found.map { item($0.withReplacements(from: checker), in: snapshot.rope) })
  }

  /// What the grammar head says about each sentence; nil where there is none.
  private func corrections(
    in snapshot: DocumentSnapshot, _ context: RequestContext
  ) async throws -> [[SentenceFinding]]? {
    guard server.corrects, let corrector = try await server.workbench.corrector() else { return nil }
    try await analyse(snapshot, context)
    return try await corrector.findings(in: Array(snapshot.sentences), lane: .keystroke)
  }

  /// Makes the passes of an open document that the work behind it would make, so that a sentence has one pass, whoever comes first.
  private func analyse(_ snapshot: DocumentSnapshot, _ context: RequestContext) async throws {
    guard let open = context.document?.open else { return }
    let plan = AnalysisPlan(open.currentRules.annotations, annotator: try await server.workbench.annotator())
    let corrector = open.currentRules.isIgnored ? nil : try await server.workbench.corrector()
    try await plan.prepare(Array(snapshot.sentences.indices), of: snapshot, corrector: corrector, lane: .keystroke)
  }

  /// The names in some sentences; nil where no model finds any.
  private func names(
    in snapshot: DocumentSnapshot, sentences: [Int], _ options: Options.Annotations
  ) async -> DocumentEntities? {
    guard options.acceptNames, server.findsNames,
      let annotator = try? await server.workbench.annotator()
    else { return nil }
    return try? await AnalysisPlan(options, annotator: annotator).extraction
      .entities(of: snapshot, sentences: sentences, lane: .keystroke)
  }

  private func item(_ finding: Finding, in rope: Rope) -> CorrectResult.Item {
    CorrectResult.Item(
      range: rope.range(of: finding.range, in: encoding), bytes: finding.range, code: finding.code,
      category: finding.category, severity: finding.severity.name, message: finding.message,
      replacements: finding.replacements.map { ($0.text, $0.confidence) }, confidence: finding.confidence,
      isSafe: finding.isSafe)
  }

  fileprivate func highlights(_ params: HighlightsParams, _ context: RequestContext) async throws -> HighlightsResult {
    let (snapshot, version) = try snapshot(params.source, context)
    let options = rootOptions.highlight
    let vectors = try await server.workbench.vectors()
    try await analyse(snapshot, context)
    let found = try await Highlighter().highlights(
      of: snapshot, vectors: vectors, annotator: try await server.workbench.annotator(), lane: .keystroke,
      count: params.count ?? (params.share == nil ? options.count : 0),
      share: params.share ?? options.share)
    return HighlightsResult(
      version: version,
      highlights: found.map { (snapshot.rope.range(of: $0.range, in: encoding), Double($0.score)) })
  }
}

// MARK: The workspace index

extension Session {
  /// The index of the first workspace folder.
  func workspaceIndex() async throws -> PassageIndex {
    guard let folder = rootFolder else {
      throw ServerError(
        code: "no-workspace", message: "the session has no workspace folder",
        hint: "Name one in `initialize`: the index belongs to it.")
    }
    return try await server.index(of: folder)
  }

  /// Passages of other documents like the paragraph at a position, or like a text.
  func similar(_ params: SimilarParams, _ context: RequestContext) async throws -> PassagesResult {
    let (snapshot, _) = try snapshot(params.source, context)
    let options = rootOptions.similar
    let vectors = try await server.workbench.vectors()
    let offset = params.position.map { snapshot.rope.offset(of: $0, in: encoding) } ?? 0
    let passages = snapshot.passages
    let passage = snapshot.passage(at: offset) ?? passages.first { $0.range.lowerBound >= offset } ?? passages.last
    guard let passage else { return PassagesResult(passages: []) }
    let vector = try await vectors.vectors(of: [passage], in: snapshot, lane: .keystroke)[0]
    let own = Set([context.document?.open.uri.path].compactMap { $0 })
    let found = try await workspaceIndex().search()
      .passages(near: vector, count: params.count ?? options.count, excluding: own)
    return result(found)
  }

  /// The documents of the workspace that are most like an open one.
  func similarDocuments(of open: OpenDocument, count: Int, minimumScore: Double) async throws -> [SimilarPassage] {
    let vectors = try await server.workbench.vectors()
    let snapshot = open.state.snapshot
    let found = try await vectors.vectors(of: snapshot.passages, in: snapshot, lane: .background)
    let own = Set([open.uri.path].compactMap { $0 })
    return try await workspaceIndex().search()
      .documents(near: found, count: count, minimumScore: Float(minimumScore), excluding: own)
  }

  /// Brings the index up to date, telling the client how far it is; the client can cancel.
  func index(paths: [String]?, token: ProgressToken?) async throws -> IndexResult {
    let folders = paths ?? withState { $0.folders.compactMap(\.uri.path) }
    let index = try await workspaceIndex()
    let options = rootOptions
    let files = FileWalker(
      extensions: options.extensions, ignore: IgnorePatterns(options.ignore), root: options.root
    ).walk(folders)
    let summary = try await withProgress("Indexing", total: files.files.count, token: token) { report in
      try await index.update(paths: files.files, owns: { $0.isInside(folders) }, progress: report)
    }
    let counts = try index.counts()
    let failed = files.problems.map { ($0.path, $0.error.description) } + summary.failed.map { ($0.path, $0.message) }
    return IndexResult(
      documents: counts.documents, passages: counts.passages, indexed: summary.indexed, unchanged: summary.unchanged,
      removed: summary.removed, failed: failed)
  }

  fileprivate func result(_ found: [SimilarPassage]) -> PassagesResult {
    PassagesResult(passages: passages(found))
  }

  /// Passages with their ranges in the client's encoding.
  ///
  /// Each document is read once for that.
  private func passages(_ found: [SimilarPassage]) -> [FoundPassage] {
    var ropes: [String: Rope] = [:]
    return found.map { hit in
      let path = hit.document.path
      let rope = ropes[path] ?? document(DocumentURI(path: path))?.state.rope ?? Self.read(path)
      ropes[path] = rope
      return FoundPassage(
        uri: DocumentURI(path: path), title: hit.document.title, range: rope.range(of: hit.passage.range, in: encoding),
        score: min(Double(hit.score), 1), snippet: hit.passage.snippet)
    }
  }

  fileprivate func passages(_ pairs: [DuplicatePair]) -> [(first: FoundPassage, second: FoundPassage)] {
    let all = passages(pairs.flatMap { [$0.first, $0.second] })
    return pairs.indices.map { (all[2 * $0], all[2 * $0 + 1]) }
  }

  private static func read(_ path: String) -> Rope {
    Rope(utf8: (try? MappedFile.contents(of: path)) ?? [])
  }
}

extension String {
  /// Whether this path is one of `folders` or lies in one.
  func isInside(_ folders: [String]) -> Bool {
    folders.contains { self == $0 || hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
  }
}
