import Documents
import Features
import Generation
import Inference
import LSP
import Options
import Text

/// The list of words that may be meant, for editors without ghost text.
extension Session {
  /// Words that begin with what is typed at a place; none where no word is typed and nobody asked.
  ///
  /// - Throws: `ContentModified` when a newer request for the document came.
  func completions(_ params: CompletionParams, _ context: RequestContext) async throws -> CompletionList {
    let none = CompletionList(isIncomplete: false, items: [])
    guard let site = try await completionSite(context, isInvoked: params.isInvoked), site.options.words > 0 else {
      return none
    }
    let place = offset(params.position, in: site.state)
    guard let typing = TypingPlace(in: site.state.document, replacing: place..<place),
      params.isInvoked || !typing.word.isEmpty
    else { return none }
    let words = try await unlessSuperseded {
      try await site.completer.words(
        at: typing, near: place, in: site.state.snapshot, checker: site.open.currentRules.checker,
        count: site.options.words, contextTokens: site.options.contextTokens, personal: site.personal,
        owner: owner(site.open, "words"))
    }
    let range = site.state.rope.range(of: place - typing.word.count..<place, in: encoding)
    let items = words.enumerated().map { rank, word in
      CompletionItem(
        label: word.text, sortText: Self.sortText(rank), edit: LSP.TextEdit(range: range, newText: word.text))
    }
    return CompletionList(isIncomplete: true, items: items)
  }

  /// Clients compare letters, not numbers.
  private static func sortText(_ rank: Int) -> String { String("000\(rank)".suffix(3)) }
}
