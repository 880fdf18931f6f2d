package import JSON

/// Asks the client for its settings; one value per item, null where it has none.
package enum ConfigurationRequest: LSPServerRequest {
  package typealias Params = ConfigurationParams
  package typealias Response = [JSONValue]
  package static let method = "workspace/configuration"
}

/// Which settings.
package struct ConfigurationParams: JSONEncodable, Sendable {
  /// The settings below `section` as they are for `scopeURI`.
  package struct Item: JSONEncodable, Sendable {
    package let scopeURI: DocumentURI?
    package let section: String?

    package init(scopeURI: DocumentURI? = nil, section: String? = nil) {
      self.scopeURI = scopeURI
      self.section = section
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("scopeUri", scopeURI)
        $0.field("section", section)
      }
    }
  }

  package let items: [Item]

  package init(items: [Item]) { self.items = items }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("items", items) } }
}

/// The client's settings changed; `settings` is null from clients that want to be asked.
package enum DidChangeConfigurationNotification: LSPNotification {
  package typealias Params = DidChangeConfigurationParams
  package static let method = "workspace/didChangeConfiguration"
  package static func ordering(of params: Params) -> Ordering { .global }
}

/// The new settings.
package struct DidChangeConfigurationParams: JSONDecodable, Sendable {
  package let settings: JSONValue

  package init(json: JSONValue) { settings = json["settings"] ?? .null }
}
