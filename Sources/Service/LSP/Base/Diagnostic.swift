package import JSON

/// Something wrong in a document, as clients draw it.
package struct Diagnostic: JSONDecodable, JSONEncodable, Sendable, Equatable {
  /// How much it should disturb.
  package enum Severity: Int, Sendable, JSONDecodable, JSONEncodable {
    case error = 1
    case warning, information, hint
  }

  /// How to draw it besides the severity.
  package enum Tag: Int, Sendable, JSONDecodable, JSONEncodable {
    case unnecessary = 1
    case deprecated
  }

  package var range: LSPRange
  package var severity: Severity?
  package var code: String?
  /// Address of a page that explains the code; only for clients that declare `codeDescriptionSupport`.
  package var codeDescription: String?
  package var source: String?
  package var message: String
  /// Only for clients that declare `tagSupport`.
  package var tags: [Tag]?
  /// Only for clients that declare `relatedInformation`.
  package var relatedInformation: [RelatedInformation]?
  /// Comes back with code action requests; only for clients that declare `dataSupport`.
  package var data: JSONValue?

  package init(
    range: LSPRange, severity: Severity? = nil, code: String? = nil, codeDescription: String? = nil,
    source: String? = nil, message: String, tags: [Tag]? = nil, relatedInformation: [RelatedInformation]? = nil,
    data: JSONValue? = nil
  ) {
    self.range = range
    self.severity = severity
    self.code = code
    self.codeDescription = codeDescription
    self.source = source
    self.message = message
    self.tags = tags
    self.relatedInformation = relatedInformation
    self.data = data
  }

  /// Lenient but for the range: clients send back what other servers made, too.
  package init(json: JSONValue) throws(JSONError) {
    range = try json.decode("range")
    severity = json.lenient("severity")
    code = json.lenient("code") ?? json["code"]?.intValue.map { String($0) }
    codeDescription = json["codeDescription"]?["href"]?.stringValue
    source = json.lenient("source")
    message = json.lenient("message") ?? ""
    tags = json.lenient("tags")
    relatedInformation = json.lenient("relatedInformation")
    data = json["data"]
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("range", range)
      $0.field("severity", severity)
      $0.field("code", code)
      $0.field("codeDescription", codeDescription.map(Link.init))
      $0.field("source", source)
      $0.field("message", message)
      $0.field("tags", tags)
      $0.field("relatedInformation", relatedInformation)
      $0.field("data", data)
    }
  }

  private struct Link: JSONEncodable {
    let href: String
    func encode(to writer: inout JSONWriter) { writer.object { $0.field("href", href) } }
  }
}

/// Another place that has to do with a diagnostic.
package struct RelatedInformation: JSONDecodable, JSONEncodable, Sendable, Equatable {
  package let location: Location
  package let message: String

  package init(location: Location, message: String) {
    self.location = location
    self.message = message
  }

  package init(json: JSONValue) throws(JSONError) {
    location = try json.decode("location")
    message = try json.decode("message")
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("location", location)
      $0.field("message", message)
    }
  }
}

/// A range in some document.
package struct Location: JSONDecodable, JSONEncodable, Sendable, Hashable {
  package let uri: DocumentURI
  package let range: LSPRange

  package init(uri: DocumentURI, range: LSPRange) {
    self.uri = uri
    self.range = range
  }

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decode("uri")
    range = try json.decode("range")
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("uri", uri)
      $0.field("range", range)
    }
  }
}
