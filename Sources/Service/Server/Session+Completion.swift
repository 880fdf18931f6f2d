import Documents
import Features
import Generation
import Inference
import LSP
import Options
import Text

/// Ghost text: what follows the caret.
extension Session {
  /// Suggestions behind a place; none where nothing may be suggested, or nothing is sure enough.
  ///
  /// - Throws: `ContentModified` when a newer request for the document came.
  func inlineCompletions(_ params: InlineCompletionParams, _ context: RequestContext) async throws
    -> InlineCompletionList
  {
    let none = InlineCompletionList(items: [])
    guard let site = try await completionSite(context, isInvoked: params.isInvoked) else { return none }
    let (rope, place) = (site.state.rope, offset(params.position, in: site.state))
    let selection = params.selection.map { (rope.bytes(of: $0.range, in: encoding).lowerBound, $0.newText) }
    // A selection behind the caret is a mistake of the client's.
    guard selection.map({ $0.0 <= place }) ?? true,
      let typing = TypingPlace(
        in: site.state.document, replacing: (selection?.0 ?? place)..<place, with: Array((selection?.1 ?? "").utf8)),
      params.isInvoked || typing.isAtLineEnd
    else { return none }
    let found = try await suggestions(at: typing, near: place, site, isInvoked: params.isInvoked, lane: .keystroke)
    let range = (selection?.0 ?? place - typing.word.count)..<place
    let typed = selection?.1 ?? rope.string(in: range)
    return InlineCompletionList(items: found.map { item(typed + $0.text, for: range, site) })
  }

  private func item(_ text: String, for bytes: Range<Int>, _ site: CompletionSite) -> InlineCompletionItem {
    let range = site.state.rope.range(of: bytes, in: encoding)
    let accepted = ReplaceArgument(
      uri: site.open.uri, version: site.state.version, edit: TextEdit(range: range, newText: text))
    return InlineCompletionItem(
      insertText: text, filterText: text, range: range,
      command: Command(
        title: "Accepted", command: StetCommand.suggestionAccepted.rawValue, arguments: [accepted.json]))
  }

  private func suggestions(
    at place: TypingPlace, near offset: Int, _ site: CompletionSite, isInvoked: Bool, lane: Lane
  ) async throws -> [TextSuggestion] {
    // Who asks gets the surest beginnings, and where none is sure a guess: by probability alone the shortest guesses would win.
    let minima =
      isInvoked ? [min(site.options.minimumConfidence, Self.leastSure), 0] : [site.options.minimumConfidence]
    for minimum in minima {
      let wanted = CompletionOptions(
        maximumTokens: site.options.maxTokens, candidates: isInvoked ? site.options.candidates : 1,
        minimumConfidence: minimum, contextTokens: site.options.contextTokens)
      let found = try await unlessSuperseded {
        try await site.completer.suggestions(
          at: place, near: offset, in: site.state.snapshot, checker: site.open.currentRules.checker, wanted,
          personal: site.personal, owner: owner(site.open, "inline"), lane: lane)
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private static let leastSure = 0.05

  /// A suggestion was accepted: what may follow it is computed before somebody asks.
  ///
  /// The client may have told of the edit already, or may be about to.
  func suggestionAccepted(_ argument: ReplaceArgument) async throws {
    server.counts.note(\.accepted)
    guard let open = document(argument.uri) else { throw ServerError.unknownDocument() }
    let context = RequestContext(session: self, document: (open, open.state))
    guard let site = try await completionSite(context, isInvoked: false) else { return }
    let text = Array(argument.edit.newText.utf8)
    let range = site.state.rope.bytes(of: argument.edit.range, in: encoding)
    let after = range.lowerBound..<range.lowerBound + text.count
    let isThere = site.state.version != argument.version
    guard !isThere || site.state.rope.bytes(in: after) == text,
      let place = isThere
        ? TypingPlace(in: site.state.document, replacing: after.upperBound..<after.upperBound)
        : TypingPlace(in: site.state.document, replacing: range, with: text)
    else { return }
    _ = try? await suggestions(at: place, near: range.lowerBound, site, isInvoked: false, lane: .background)
  }
}
