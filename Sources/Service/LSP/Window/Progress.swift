package import JSON

/// Asks the client to show progress of work that the server starts by itself.
package enum WorkDoneProgressCreateRequest: LSPServerRequest {
  package typealias Params = ProgressTokenParams
  package typealias Response = NoResult
  package static let method = "window/workDoneProgress/create"
}

/// The user does not want the work any more.
package enum WorkDoneProgressCancelNotification: LSPNotification {
  package typealias Params = ProgressTokenParams
  package static let method = "window/workDoneProgress/cancel"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// Which work.
package struct ProgressTokenParams: JSONDecodable, JSONEncodable, Sendable {
  package let token: ProgressToken

  package init(token: ProgressToken) { self.token = token }

  package init(json: JSONValue) throws(JSONError) { token = try json.decode("token") }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("token", token) } }
}

/// How far work has come.
package enum ProgressNotification: LSPServerNotification {
  package typealias Params = ProgressParams
  package static let method = "$/progress"
}

/// One step of the work `token`.
package struct ProgressParams: JSONEncodable, Sendable {
  package let token: ProgressToken
  package let value: Progress

  package init(token: ProgressToken, value: Progress) {
    self.token = token
    self.value = value
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("token", token)
      $0.field("value", value)
    }
  }
}

/// A step: exactly one `begin`, any number of `report`, exactly one `end`.
package enum Progress: JSONEncodable, Sendable, Equatable {
  /// `percentage` of 0 announces that percentages follow.
  case begin(title: String, message: String? = nil, percentage: Int? = nil, cancellable: Bool = false)
  /// `percentage` never falls.
  case report(message: String? = nil, percentage: Int? = nil)
  /// The work is over, however it ended.
  case end(message: String? = nil)

  package func encode(to writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .begin(let title, let message, let percentage, let cancellable):
        writer.field("kind", "begin")
        writer.field("title", title)
        writer.field("cancellable", cancellable)
        writer.field("message", message)
        writer.field("percentage", percentage)
      case .report(let message, let percentage):
        writer.field("kind", "report")
        writer.field("message", message)
        writer.field("percentage", percentage)
      case .end(let message):
        writer.field("kind", "end")
        writer.field("message", message)
      }
    }
  }
}
