import Features
import Generation
import JSONRPC
import LSP
import Models
import Options
import Support
import Text

/// Where text may be suggested in a document, and by what.
struct CompletionSite: Sendable {
  let open: OpenDocument
  let state: OpenDocument.State
  let options: Options.Complete
  let completer: TextCompleter
  /// The person's own words; nil where they are not wanted.
  let personal: PersonalTexts.Memory?
}

/// What all kinds of completions need.
extension Session {
  /// The document with what suggests; nil where that is switched off, or there is no model.
  ///
  /// A missing model is told once: to somebody who asks for suggestions, or who has named the model.
  ///
  /// - Throws: `unknown-document`.
  func completionSite(_ context: RequestContext, isInvoked: Bool) async throws -> CompletionSite? {
    let (open, state) = try context.requireDocument()
    let options = open.currentRules.completion
    guard !state.isTooLarge, options.isWanted(in: open) else { return nil }
    do {
      let completer = try await server.workbench.completer()
      let personal = options.personal ? await personalWords(for: completer) : nil
      return CompletionSite(open: open, state: state, options: options, completer: completer, personal: personal)
    } catch let error as any HintedError {
      if isInvoked || options.model != ModelRegistry.defaultLanguageModel { tell(error) }
      return nil
    }
  }

  /// The byte at a position, between two scalars.
  func offset(_ position: LSPPosition, in state: OpenDocument.State) -> Int {
    state.rope.offset(of: position, in: encoding)
  }

  /// Whose newest request counts alone.
  func owner(_ open: OpenDocument, _ kind: String) -> String { "\(id) \(kind) \(open.uri.text)" }

  /// Runs `body`; that a newer request took its place is told as the protocol does.
  func unlessSuperseded<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch let error as GenerationError where error.code == "superseded" {
      throw ResponseError(.contentModified, error)
    }
  }
}

extension Options.Complete {
  /// Whether suggestions are wanted in a document.
  func isWanted(in open: OpenDocument) -> Bool {
    enabled && (filetypes.isEmpty || filetypes.contains { $0.lowercased() == open.format })
  }
}
