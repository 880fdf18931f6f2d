package import JSON

/// A half-open piece of a document.
///
/// Clients do send ranges whose end lies before the start: whoever uses one puts it in order.
package struct LSPRange: Sendable, Hashable, JSONDecodable, JSONEncodable {
  package var start: LSPPosition
  package var end: LSPPosition

  package init(start: LSPPosition, end: LSPPosition) {
    self.start = start
    self.end = end
  }

  package init(json: JSONValue) throws(JSONError) {
    start = try json.decode("start")
    end = try json.decode("end")
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("start", start)
      $0.field("end", end)
    }
  }
}
