import Documents
import Features
import Inference
import JSON
import LSP
import Logging
import Options
import Support
import Synchronization

/// What follows an edit: diagnostics at once, then the model passes of the new sentences.
extension Session {
  /// Does what an edit of `open` demands; work for an earlier state of the document stops between two batches.
  func documentChanged(_ open: OpenDocument) {
    let task = Task { [self] in
      // Whoever has cancelled this publishes a newer state.
      if !Task.isCancelled { publishIfPushed(open) }
      // Beside each other: the passes of a long document must not hold back what is found in the word.
      async let passes: Void = analyse(open)
      await waitForEndOfTyping(open)
      await passes
    }
    withState { $0.work.updateValue(task, forKey: open.uri) }?.cancel()
  }

  /// Publishes the findings of every document anew: the options have changed, or a word list, or what was let stand.
  func rulesChanged() {
    let documents = withState { Array($0.documents.values) }
    for open in documents {
      let isOtherAnalysis = Mutex(false)
      open.publishing { isOtherAnalysis.withLock { $0 = open.setRules(rules(for: open.uri)) } }
      if isOtherAnalysis.withLock({ $0 }) { documentChanged(open) } else { publishIfPushed(open) }
    }
    refreshPulled()
    personalTexts.change()
  }

  /// Sends the diagnostics of the newest state to a client that does not pull them.
  func publishIfPushed(_ open: OpenDocument) {
    guard !pullsDiagnostics else { return }
    // Looked up and sent in one go, so that no older state can be published after a newer one.
    open.publish {
      // Closed in the meantime: closing has published that nothing is left.
      guard document(open.uri) === open else { return nil }
      let (state, diagnostics) = diagnostics(of: open)
      return (state.version, diagnostics)
    } _: { version, diagnostics in
      notify(
        PublishDiagnosticsNotification.self,
        PublishDiagnosticsParams(
          uri: open.uri, version: capabilities.knowsDiagnosticVersions ? version : nil, diagnostics: diagnostics))
    }
  }

  /// Asks a client that pulls to pull again.
  func refreshPulled() {
    guard pullsDiagnostics else { return }
    Task { [self] in _ = try? await ask(DiagnosticRefreshRequest.self, NoParams()) }
  }

  /// Runs the model on the sentences that it has not seen, those of the newest edit first.
  private func analyse(_ open: OpenDocument) async {
    do {
      let plan = AnalysisPlan(open.currentRules.annotations, annotator: try await server.workbench.annotator())
      let corrector = open.currentRules.isIgnored ? nil : try await server.workbench.corrector()
      open.setExtraction(plan.extraction)
      let (snapshot, indices, isEdit) = open.sentencesToEmbed()
      for start in stride(from: 0, to: indices.count, by: Self.portion) {
        try Task.checkCancellation()
        let part = Array(indices[start..<min(start + Self.portion, indices.count)])
        let lane = isEdit ? Lane.keystroke : .background
        try await plan.prepare(part, of: snapshot, corrector: corrector, lane: lane)
        annotationsArrived(part, in: open, version: snapshot.version)
        if let corrector { try await correct(part, of: snapshot, in: open, with: corrector, lane: lane) }
      }
      open.didEmbed(version: snapshot.version)
      guard !plan.widerHeads.isEmpty, !indices.isEmpty else { return }
      try await plan.prepareWider(snapshot)
      refresh(tokens: true, hints: false)
    } catch is CancellationError {
      // A later edit does what is left.
    } catch {
      // The same with every edit: said once.
      if server.isFirst(failure: "\(error)") { log.warning("working without vectors: \(error)") }
      if let problem = error as? any HintedError { tell(problem) }
    }
  }

  /// Lets the grammar head look at some sentences, and shows what it finds.
  ///
  /// What it finds is kept by sentence, so that an edit in the meantime can make it superfluous but never wrong.
  private func correct(
    _ sentences: [Int], of snapshot: DocumentSnapshot, in open: OpenDocument, with corrector: GrammarCorrector,
    lane: Lane
  ) async throws {
    let found = try await corrector.findings(in: sentences.map { snapshot.sentence(at: $0) }, lane: lane)
    open.setCorrector(corrector)
    guard found.contains(where: { !$0.isEmpty }) else { return }
    publishIfPushed(open)
    refreshPulled()
  }

  /// Sentences of a document after which is shown what was found in them.
  private static let portion = 512

  /// Shows what the model has found in some sentences.
  private func annotationsArrived(_ sentences: [Int], in open: OpenDocument, version: Int) {
    let named = open.didAnnotate(sentences, version: version)
    let options = open.currentRules.annotations
    if !named.isEmpty, options.acceptNames, open.hasDoubts(in: named) {
      publishIfPushed(open)
      refreshPulled()
    }
    let isColoured = options.semanticTokens.contains { $0 != AnalysisPlan.entities }
    refresh(tokens: !named.isEmpty || isColoured, hints: !named.isEmpty && options.inlayHints)
  }

  /// Asks a client to fetch again what it has of its documents.
  private func refresh(tokens: Bool, hints: Bool) {
    let capabilities = capabilities
    Task { [self] in
      if tokens, capabilities.refreshesSemanticTokens {
        _ = try? await ask(SemanticTokensRefreshRequest.self, NoParams())
      }
      if hints, capabilities.refreshesInlayHints { _ = try? await ask(InlayHintRefreshRequest.self, NoParams()) }
    }
  }

  /// Checks the word that was being typed, too, once its writer has paused.
  private func waitForEndOfTyping(_ open: OpenDocument) async {
    guard open.isHoldingBack else { return }
    guard (try? await Task.sleep(for: .milliseconds(server.limits.typingMilliseconds))) != nil else { return }
    open.endTyping()
    publishIfPushed(open)
    refreshPulled()
  }
}
