package import JSON

/// A place between two characters of a document; `character` counts units of the negotiated `PositionEncoding`.
package struct LSPPosition: Sendable, Hashable, Comparable, JSONDecodable, JSONEncodable {
  /// From 0.
  package var line: Int
  /// From 0; one beyond the end of the line means its end.
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package init(json: JSONValue) throws(JSONError) {
    line = try json.decode("line")
    character = try json.decode("character")
    guard line >= 0, character >= 0 else { throw .shape("a position that is not negative", at: "") }
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("line", line)
      $0.field("character", character)
    }
  }

  package static func < (left: LSPPosition, right: LSPPosition) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}
