package import JSON

/// Asks the client to send more from now on.
package enum RegisterCapabilityRequest: LSPServerRequest {
  package typealias Params = RegistrationParams
  package typealias Response = NoResult
  package static let method = "client/registerCapability"
}

/// What is to be sent from now on.
package struct RegistrationParams: JSONEncodable, Sendable {
  package let registrations: [Registration]

  package init(registrations: [Registration]) { self.registrations = registrations }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("registrations", registrations) } }
}

/// One method that is to be sent.
package struct Registration: JSONEncodable, Sendable {
  package let id: String
  package let method: String
  package let options: JSONValue?

  package init(id: String, method: String, options: JSONValue? = nil) {
    self.id = id
    self.method = method
    self.options = options
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("id", id)
      $0.field("method", method)
      $0.field("registerOptions", options)
    }
  }

  /// Changes of files that match `globs`.
  package static func watchedFiles(id: String, globs: [String]) -> Registration {
    let watchers = globs.map { glob -> JSONValue in ["globPattern": .string(glob)] }
    return Registration(
      id: id, method: DidChangeWatchedFilesNotification.method, options: ["watchers": .array(watchers)])
  }

  /// Changes of the configuration below `section`.
  package static func configuration(id: String, section: String) -> Registration {
    Registration(id: id, method: DidChangeConfigurationNotification.method, options: ["section": .string(section)])
  }
}
