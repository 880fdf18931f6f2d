import Documents
import Features
import Generation
import LSP
import Models
import Options
import Text

/// The person's own words, for suggestions: those of the open documents, and of the workspace's index where it is open.
extension Session {
  /// A document was opened, saved or closed: its words are to be known from now on, or no longer.
  ///
  /// Builds at once where somebody has asked for suggestions before, so that the next one need not wait.
  func textsChanged(by uri: DocumentURI) {
    withState { state in
      state.handled.removeAll { $0 == uri }
      if state.documents[uri] != nil { state.handled.append(uri) }
    }
    personalTexts.change()
    Task { [self] in
      guard let completer = await server.workbench.loadedCompleter() else { return }
      _ = await newestPersonalWords(for: completer)
    }
  }

  /// The words as they were found last; a keystroke waits for no more.
  func personalWords(for completer: TextCompleter) async -> PersonalTexts.Memory {
    await personalTexts.last(completer.engine.model.tokenizer) { [self] in ownTexts }
  }

  /// The words of all documents as they were when one was last opened, saved or closed, or later.
  func newestPersonalWords(for completer: TextCompleter) async -> PersonalTexts.Memory {
    await personalTexts.newest(completer.engine.model.tokenizer) { [self] in ownTexts }
  }

  /// The paragraphs of the index and the open documents, those that were opened or saved last at the end.
  private var ownTexts: [[UInt8]] {
    let documents = withState { state in state.handled.compactMap { state.documents[$0] } }
    let paths = Set(documents.compactMap { $0.uri.path })
    let sources = documents.filter {
      let options = $0.currentRules.completion
      return options.personal && options.isWanted(in: $0)
    }
    return indexedTexts(excluding: paths) + sources.flatMap { $0.state.snapshot.paragraphs }
  }

  /// Beginnings of passages; an index that cannot be read now is left out, for who asks for it is told.
  private func indexedTexts(excluding paths: Set<String>) -> [[UInt8]] {
    guard let index = rootFolder.flatMap({ server.openedIndex(of: $0) }) else { return [] }
    let texts = try? index.texts(excluding: paths, limit: Self.indexedPassages)
    return (texts ?? []).map { Array($0.utf8) }
  }

  /// Some 40 tokens each, so that the open documents have at least as much room.
  private static let indexedPassages = 1500
}
