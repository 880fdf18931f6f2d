import Documents
import Features
import Inference
import JSON
import JSONRPC
import LSP
import Markup
import Options
import Support
import Text

/// Answers to questions.
let askingRequests = [
  RequestHandler(AskRequest.self) { params, context in try await context.session.ask(params, context) }
]

extension Session {
  fileprivate func ask(_ params: AskParams, _ context: RequestContext) async throws -> AskResult {
    guard !params.question.allSatisfy(\.isWhitespace) else {
      throw ResponseError(.invalidParams, "question must not be empty")
    }
    let engine = try await server.workbench.inference()
    // Before anything is indexed in vain.
    try engine.encoder.check(answers: params.head)
    let answerer = QuestionAnswerer(engine: engine, vectors: try await server.workbench.vectors())
    let question = question(params)
    guard let source = params.source else {
      return AskResult(version: nil, answers: try await askWorkspace(question, params, answerer).map { answer($0) })
    }
    let (snapshot, version) = try snapshot(source, context)
    let found = try await answerer.answers(to: question, in: snapshot, path: "")
    let uri = context.document?.open.uri
    return AskResult(version: version, answers: found.map { answer($0, in: .some(uri)) })
  }

  private func question(_ params: AskParams) -> Question {
    let options = rootOptions.ask
    return Question(
      params.question, count: params.count ?? options.count, passages: params.passages ?? options.passages,
      minimumConfidence: params.minimumConfidence ?? options.minimumConfidence, head: params.head)
  }

  /// Answers of the index; of what is in `paths` alone, as it is now, when they are given.
  private func askWorkspace(
    _ question: Question, _ params: AskParams, _ answerer: QuestionAnswerer
  ) async throws -> [FoundAnswer] {
    let index = try await workspaceIndex()
    if try params.paths != nil || index.counts().documents == 0 {
      _ = try await self.index(paths: params.paths, token: params.workDoneToken)
    }
    let paths = params.paths
    return try await answerer.answers(
      to: question, in: index.search(), where: { path in paths.map { path.isInside($0) } ?? true },
      open: { path in currentSnapshot(path: path) })
  }

  /// The document as this session has it open, or else as it is on disk; nil where it cannot be read.
  private func currentSnapshot(path: String) -> DocumentSnapshot? {
    if let open = document(DocumentURI(path: path)) { return open.state.snapshot }
    guard let bytes = try? MappedFile.contents(of: path), bytes.count <= rootOptions.limits.documentBytes else {
      return nil
    }
    return Document(uri: path, languageID: "", version: 0, utf8: bytes).snapshot
  }

  /// An answer with its places in the client's encoding.
  ///
  /// - Parameter uri: the document that was asked; nil to name it by its path.
  private func answer(_ found: FoundAnswer, in uri: DocumentURI?? = nil) -> AskResult.Answer {
    AskResult.Answer(
      text: found.text, confidence: found.confidence, uri: uri ?? DocumentURI(path: found.path), title: found.title,
      range: found.rope.range(of: found.range, in: encoding), bytes: found.range, context: found.context,
      contextRange: found.rope.range(of: found.contextRange, in: encoding), answerInContext: found.bytesInContext,
      similarity: found.similarity)
  }
}
