package import JSON

/// Text for a person, in Markdown or plain.
package struct MarkupContent: JSONEncodable, Sendable, Equatable {
  /// How the client is to read `value`.
  package enum Kind: String, Sendable, JSONDecodable, JSONEncodable {
    case plaintext, markdown
  }

  package let kind: Kind
  package let value: String

  package init(kind: Kind, value: String) {
    self.kind = kind
    self.value = value
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("kind", kind)
      $0.field("value", value)
    }
  }
}
