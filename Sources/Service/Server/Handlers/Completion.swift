import LSP
import Synchronization

/// What continues the text that somebody writes.
let completionRequests = [
  RequestHandler(InlineCompletionRequest.self) { params, context in
    try await context.session.inlineCompletions(params, context)
  },
  RequestHandler(CompletionRequest.self) { params, context in try await context.session.completions(params, context) },
  RequestHandler(CompleteRequest.self) { params, context in try await context.session.complete(params, context) },
]

let completionNotifications = [
  NotificationHandler(DidShowCompletionNotification.self) { _, session in session.server.counts.note(\.shown) },
  NotificationHandler(DidPartiallyAcceptCompletionNotification.self) { _, session in
    session.server.counts.note(\.partiallyAccepted)
  },
]

/// How often suggestions were shown and accepted, as far as clients tell.
///
/// Thread-safe.
final class CompletionCounts: Sendable {
  struct Counts: Sendable {
    var shown = 0
    var accepted = 0
    var partiallyAccepted = 0
  }

  private let counts = Mutex(Counts())

  /// The counts so far.
  var value: Counts { counts.withLock { $0 } }

  /// Counts one more.
  func note(_ kind: WritableKeyPath<Counts, Int>) { counts.withLock { $0[keyPath: kind] += 1 } }
}
