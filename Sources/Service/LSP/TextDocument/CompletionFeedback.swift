/// A suggestion was shown: an addition of Copilot's language server that some clients send to every server.
package enum DidShowCompletionNotification: LSPNotification {
  package typealias Params = NoParams
  package static let method = "textDocument/didShowCompletion"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// A part of a suggestion was accepted, a word for example; of the same origin.
package enum DidPartiallyAcceptCompletionNotification: LSPNotification {
  package typealias Params = NoParams
  package static let method = "textDocument/didPartiallyAcceptCompletion"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}
