package import JSON

/// Shows a message to the user.
package enum ShowMessageNotification: LSPServerNotification {
  package typealias Params = MessageParams
  package static let method = "window/showMessage"
}

/// Writes a line into the client's log.
package enum LogMessageNotification: LSPServerNotification {
  package typealias Params = MessageParams
  package static let method = "window/logMessage"
}

/// A message for a person.
///
/// Never holds text of a document.
package struct MessageParams: JSONEncodable, Sendable {
  /// How bad it is.
  package enum Kind: Int, Sendable, JSONDecodable, JSONEncodable {
    case error = 1
    case warning, info, log
  }

  package let kind: Kind
  package let message: String

  package init(kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("type", kind)
      $0.field("message", message)
    }
  }
}
