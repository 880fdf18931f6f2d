package import JSON

/// Asks for all places, in all documents, of what stands at a place.
package enum ReferencesRequest: LSPRequest {
  package typealias Params = ReferenceParams
  package typealias Response = [Location]
  package static let method = "textDocument/references"
}

/// A place.
package struct ReferenceParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let position: LSPPosition
  package let workDoneToken: ProgressToken?

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    position = try json.decode("position")
    workDoneToken = json.lenient("workDoneToken")
  }
}
