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
    notify(
      ProgressNotification.self,
      ProgressParams(token: token, value: .begin(title: title, message: nil, percentage: 0, cancellable: true)))
    defer { notify(ProgressNotification.self, ProgressParams(token: token, value: .end(message: nil))) }
    let last = Mutex(0)
    let work = Task {
      try await body { [self] done in
        let percentage = total == 0 ? 100 : 100 * done / total
        // One message a percent is enough.
        guard last.withLock({ last in
          defer { last = max(last, percentage) }
          return percentage > last
        }) else { return }
        notify(
          ProgressNotification.self,
          ProgressParams(token: token, value: .report(message: "\(done) of \(total)", percentage: percentage)))
      }
    }
    withState { $0.progress[token] = { work.cancel() } }
    defer { withState { _ = $0.progress.removeValue(forKey: token) } }
    return try await withTaskCancellationHandler { try await work.value } onCancel: { work.cancel() }
  }

  private func makeToken(_ token: ProgressToken?) async -> ProgressToken? {
    if let token { return token }
    guard capabilities.showsProgress else { return nil }
    let made = ProgressToken.string("stet-progress-\(server.nextNumber())")
    let answer = try? await ask(WorkDoneProgressCreateRequest.self, ProgressTokenParams(token: made))
    return answer == nil ? nil : made
  }
}
