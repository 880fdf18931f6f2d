package import JSON

/// Params that hold nothing but a document.
package struct TextDocumentParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  /// For reporting progress of the request.
  package let workDoneToken: ProgressToken?

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    workDoneToken = json.lenient("workDoneToken")
  }
}

/// Params that name a place in a document.
package struct TextDocumentPositionParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let position: LSPPosition

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    position = try json.decode("position")
  }
}

/// Params that name a part of a document.
package struct DocumentRangeParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let range: LSPRange

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    range = try json.decode("range")
  }
}

/// A document of the client with everything in it.
package struct TextDocumentItem: JSONDecodable, Sendable {
  package let uri: DocumentURI
  /// `markdown`, `latex`, ...: the client's name of the format.
  package let languageID: String
  package let version: Int
  package let text: String

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decode("uri")
    languageID = json.lenient("languageId") ?? ""
    version = json.lenient("version") ?? 0
    text = try json.decode("text")
  }
}

extension JSONValue {
  /// The URI of `textDocument`, the member that params about a document have.
  package func decodeDocument() throws(JSONError) -> DocumentURI {
    try decode("textDocument", as: TextDocumentIdentifier.self).uri
  }
}

/// `{"uri": ...}`.
package struct TextDocumentIdentifier: JSONDecodable, JSONEncodable, Sendable, Hashable {
  package let uri: DocumentURI

  package init(uri: DocumentURI) { self.uri = uri }

  package init(json: JSONValue) throws(JSONError) { uri = try json.decode("uri") }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("uri", uri) } }
}

/// `{"uri": ..., "version": ...}`; the version is null when the document is not open.
package struct VersionedDocument: JSONEncodable, Sendable, Hashable {
  package let uri: DocumentURI
  package let version: Int?

  package init(uri: DocumentURI, version: Int?) {
    self.uri = uri
    self.version = version
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("uri", uri)
      // The protocol wants the member with null here.
      $0.field("version", version.map { .integer(Int64($0)) } ?? JSONValue.null)
    }
  }
}
