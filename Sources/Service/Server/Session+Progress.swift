import JSONRPC
import LSP
import Synchronization

/// Long work that the client sees and can stop.
extension Session {
  /// Runs `body`, which calls its argument with the number of steps done, as work that the client shows.
  ///
  /// - Parameter token: the one that came with the request; without one the client is asked to make one, if it can.
  /// - Throws: what `body` throws; `CancellationError` when the client cancels.
  func withProgress<Result: Sendable>(
    _ title: String, total: Int, token: ProgressToken?,
    _ body: @escaping @Sendable (@escaping @Sendable (Int) -> Void) async throws -> Result
  ) async throws -> Result {
    guard let token = await makeToken(token) else { return try await body { _ in } }
    let report = report(token, total: total)
    // Made under the lock, so that it can be cancelled as soon as the client has heard of it.
    let work = withState { state in
      let work = Task { [self] in
        progress(token, .begin(title: title, message: nil, percentage: 0, cancellable: true))
        return try await body(report)
      }
      state.progress[token] = { work.cancel() }
      return work
    }
    defer {
      withState { _ = $0.progress.removeValue(forKey: token) }
      progress(token, .end(message: nil))
    }
    return try await withTaskCancellationHandler {
      try await work.value
    } onCancel: {
      work.cancel()
    }
  }

  private func progress(_ token: ProgressToken, _ value: LSP.Progress) {
    notify(ProgressNotification.self, ProgressParams(token: token, value: value))
  }

  /// Tells the client how many of `total` steps are done; one message a percent is enough.
  private func report(_ token: ProgressToken, total: Int) -> @Sendable (Int) -> Void {
    let last = Atomic(0)
    return { [self] done in
      let percentage = total == 0 ? 100 : 100 * done / total
      guard last.max(percentage, ordering: .relaxed).oldValue < percentage else { return }
      progress(token, .report(message: "\(done) of \(total)", percentage: percentage))
    }
  }

  private func makeToken(_ token: ProgressToken?) async -> ProgressToken? {
    if let token { return token }
    guard capabilities.showsProgress else { return nil }
    let made = ProgressToken.string("stet-progress-\(server.nextNumber())")
    let answer = try? await ask(WorkDoneProgressCreateRequest.self, ProgressTokenParams(token: made))
    return answer == nil ? nil : made
  }
}
