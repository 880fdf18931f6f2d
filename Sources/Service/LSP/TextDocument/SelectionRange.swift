package import JSON

/// Asks what to select around places when the user widens the selection.
package enum SelectionRangeRequest: LSPRequest {
  package typealias Params = SelectionRangeParams
  package typealias Response = [SelectionRange]
  package static let method = "textDocument/selectionRange"
}

/// The places.
package struct SelectionRangeParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let positions: [LSPPosition]

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    positions = try json.decode("positions")
  }
}

/// The ranges around one place.
package struct SelectionRange: JSONEncodable, Sendable {
  /// From the inside out, each within the next; at least one.
  package let ranges: [LSPRange]

  package init(ranges: [LSPRange]) { self.ranges = ranges }

  package func encode(to writer: inout JSONWriter) { Self.encode(ranges[...], to: &writer) }

  private static func encode(_ ranges: ArraySlice<LSPRange>, to writer: inout JSONWriter) {
    guard let first = ranges.first else { return writer.null() }
    writer.object {
      $0.field("range", first)
      if ranges.count > 1 { $0.field("parent", SelectionRange(ranges: Array(ranges.dropFirst()))) }
    }
  }
}
