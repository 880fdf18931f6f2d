package import JSON

/// What a `stet/*` request is about: an open document, or a text that comes with it.
package enum DocumentOrText: JSONDecodable, Sendable {
  case document(DocumentURI)
  /// `languageID` is empty for plain text.
  case text(String, languageID: String)

  package init(json: JSONValue) throws(JSONError) {
    if let text: String = try json.decodeIfPresent("text") {
      self = .text(text, languageID: json.lenient("languageId") ?? "")
    } else {
      self = .document(try json.decodeDocument())
    }
  }

  /// What a request about it may overlap with.
  var ordering: Ordering {
    switch self {
    case .document(let uri): .documentRequest(uri)
    case .text: .freestanding
    }
  }
}
