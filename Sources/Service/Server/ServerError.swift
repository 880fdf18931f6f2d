import JSONRPC
import Support

/// A request that the server understands and cannot fulfil.
package struct ServerError: HintedError {
  package let code: String
  package let message: String
  package let hint: String

  package init(code: String, message: String, hint: String = "") {
    self.code = code
    self.message = message
    self.hint = hint
  }

  static func unknownDocument() -> ServerError {
    ServerError(
      code: "unknown-document", message: "the document is not open in this session",
      hint: "Send textDocument/didOpen first, or pass `text`.")
  }

  static func tooManyRequests(_ limit: Int) -> ServerError {
    ServerError(
      code: "too-many-requests", message: "more than \(limit) requests are waiting for an answer",
      hint: "Wait for answers before asking more.")
  }
}

extension ResponseError {
  /// Any error as the answer to a request: cancellation, a failure with a hint, or a fault of ours.
  init(answering error: any Error) {
    switch error {
    case let error as ResponseError: self = error
    case is CancellationError: self.init(.requestCancelled, "the request was cancelled")
    case let error as any HintedError: self.init(.requestFailed, error)
    default: self.init(.internalError, "internal error: \(type(of: error))")
    }
  }
}
