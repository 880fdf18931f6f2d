import Documents
import Features
import Inference
import JSON
import LSP
import Logging

/// What follows an edit: diagnostics at once, then the model passes of the new sentences.
extension Session {
  /// Does what an edit of `open` demands; work for an earlier state of the document stops between two batches.
  func documentChanged(_ open: OpenDocument) {
    let task = Task { [self] in
      // Whoever has cancelled this publishes a newer state.
      if !Task.isCancelled { publishIfPushed(open) }
      // Beside each other: the passes of a long document must not hold back what is found in the word.
      async let passes: Void = embed(open)
      await waitForEndOfTyping(open)
      await passes
    }
    withState { $0.work.updateValue(task, forKey: open.uri) }?.cancel()
  }

  /// Publishes the findings of every document anew: the options have changed, or a word list, or what was let stand.
  func rulesChanged() {
    let documents = withState { Array($0.documents.values) }
    for open in documents {
      open.publishing { open.setRules(rules(for: open.uri)) }
      publishIfPushed(open)
    }
    refreshPulled()
  }

  /// Sends the diagnostics of the newest state to a client that does not pull them.
  func publishIfPushed(_ open: OpenDocument) {
    guard !pullsDiagnostics else { return }
    // Looked up and sent in one go, so that no older state can be published after a newer one.
    open.publishing {
      // Closed in the meantime: closing has published that nothing is left.
      guard document(open.uri) === open else { return }
      let (state, diagnostics) = diagnostics(of: open)
      notify(
        PublishDiagnosticsNotification.self,
        PublishDiagnosticsParams(
          uri: open.uri, version: capabilities.knowsDiagnosticVersions ? state.version : nil, diagnostics: diagnostics))
    }
  }

  /// Asks a client that pulls to pull again.
  func refreshPulled() {
    guard pullsDiagnostics else { return }
    Task { [self] in _ = try? await ask(DiagnosticRefreshRequest.self, NoParams()) }
  }

  /// Runs the model on the sentences that it has not seen, those of the newest edit first.
  private func embed(_ open: OpenDocument) async {
    do {
      let vectors = try await server.workbench.vectors()
      let (snapshot, indices, isEdit) = open.sentencesToEmbed()
      try Task.checkCancellation()
      let sentences = indices.map { snapshot.sentence(at: $0) }
      try await vectors.prepare(sentences, lane: isEdit ? .keystroke : .background)
      open.didEmbed(version: snapshot.version)
    } catch is CancellationError {
      // A later edit does what is left.
    } catch {
      // The same with every edit: said once.
      if server.isFirst(failure: "\(error)") { log.warning("working without vectors: \(error)") }
    }
  }

  /// Checks the word that was being typed, too, once its writer has paused.
  private func waitForEndOfTyping(_ open: OpenDocument) async {
    guard open.state.typing != nil else { return }
    guard (try? await Task.sleep(for: .milliseconds(server.limits.typingMilliseconds))) != nil else { return }
    open.endTyping()
    publishIfPushed(open)
    refreshPulled()
  }
}
