import Documents
import Features
import Generation
import Inference
import LSP
import Options
import Text

/// The answer to `stet/complete`.
extension Session {
  /// How a document goes on at a place, or a text at its end.
  ///
  /// Of Markdown the prose counts, and outside prose there is nothing to say; a plain text is continued as it is.
  ///
  /// - Throws: why there is no language model; `GenerationError`; `ContentModified` when a newer request for the document came.
  func complete(_ params: CompleteParams, _ context: RequestContext) async throws -> CompleteResult {
    let completer = try await server.workbench.completer()
    let version = context.document?.state.version
    guard let prompt = try prompt(params, context) else { return CompleteResult(version: version, completions: []) }
    let options = context.document?.open.currentRules.completion ?? rootOptions.complete
    let wanted = CompletionOptions(
      maximumTokens: params.maxTokens ?? options.maxTokens, candidates: params.candidates ?? 1,
      sampling: SamplingOptions(temperature: params.temperature ?? 0),
      minimumConfidence: params.minimumConfidence ?? 0, stopsAtSentenceEnd: !params.isBeyondSentence,
      stopsAtLineEnd: !params.isBeyondSentence, seed: UInt64(max(0, params.seed ?? 0)),
      contextTokens: options.contextTokens)
    let owner = context.document.map { self.owner($0.open, "complete") }
    let found = try await unlessSuperseded {
      try await completer.engine.complete(prompt, wanted, owner: owner, lane: .background)
    }
    let items = found.map {
      CompleteResult.Item(text: $0.text, probability: $0.probability, end: $0.end.rawValue)
    }
    return CompleteResult(version: version, completions: items)
  }

  /// What is to be continued; nil outside prose.
  private func prompt(_ params: CompleteParams, _ context: RequestContext) throws -> [UInt8]? {
    let document = try source(params.source, context)
    let rope = document.snapshot.rope
    let end = params.position.map { rope.offset(of: $0, in: encoding) } ?? rope.count
    if case .text(_, let language) = params.source, ["", "plaintext"].contains(language) {
      return rope.bytes(in: 0..<end)
    }
    return TypingPlace(in: document, replacing: end..<end)?.prompt
  }
}
