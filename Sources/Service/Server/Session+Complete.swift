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
  /// Of Markdown the prose counts, and outside prose there is nothing to say; a plain text is continued as it is. In an open document the
  /// person's own words count, and what stands behind the place already is left out.
  ///
  /// - Throws: why there is no language model; `GenerationError`; `ContentModified` when a newer request for the document came.
  func complete(_ params: CompleteParams, _ context: RequestContext) async throws -> CompleteResult {
    let completer = try await server.workbench.completer()
    let version = context.document?.state.version
    guard let (prompt, place) = try prompt(params, context) else {
      return CompleteResult(version: version, completions: [])
    }
    let options = context.document?.open.currentRules.completion ?? rootOptions.complete
    let wanted = CompletionOptions(
      maximumTokens: params.maxTokens ?? options.maxTokens, candidates: params.candidates ?? 1,
      sampling: SamplingOptions(temperature: params.temperature ?? 0),
      minimumConfidence: params.minimumConfidence ?? 0, stopsAtSentenceEnd: !params.isBeyondSentence,
      stopsAtLineEnd: !params.isBeyondSentence, seed: UInt64(max(0, params.seed ?? 0)),
      contextTokens: options.contextTokens)
    let owner = context.document.map { self.owner($0.open, "complete") }
    let personal = context.document != nil && options.personal ? await newestPersonalWords(for: completer) : nil
    let suggest = { (personal: PersonalTexts.Memory?) in
      try await self.unlessSuperseded {
        try await completer.engine.complete(prompt, wanted, personal: personal?.model, owner: owner, lane: .background)
      }
    }
    let found =
      if let place { try await place.withoutRepeats(personal, bytes: { $0.bytes }, suggest) } else {
        try await suggest(personal)
      }
    let items = found.map {
      CompleteResult.Item(text: $0.text, probability: $0.probability, end: $0.end.rawValue)
    }
    return CompleteResult(version: version, completions: items)
  }

  /// What is to be continued, and where of a document that is; nil outside prose.
  private func prompt(
    _ params: CompleteParams, _ context: RequestContext
  ) throws -> (text: [UInt8], place: TypingPlace?)? {
    let document = try source(params.source, context)
    let rope = document.snapshot.rope
    let end = params.position.map { rope.offset(of: $0, in: encoding) } ?? rope.count
    if case .text(_, let language) = params.source, ["", "plaintext"].contains(language) {
      return (rope.bytes(in: 0..<end), nil)
    }
    return TypingPlace(in: document, replacing: end..<end).map { ($0.prompt, $0) }
  }
}
