package import JSON

/// An entry of an outline or of a search for symbols, for clients that take no trees.
package struct SymbolInformation: JSONEncodable, Sendable {
  package let name: String
  package let kind: DocumentSymbol.Kind
  package let location: Location
  /// The name of the entry that this one lies in; nil at the top.
  package let containerName: String?

  package init(name: String, kind: DocumentSymbol.Kind, location: Location, containerName: String? = nil) {
    self.name = name
    self.kind = kind
    self.location = location
    self.containerName = containerName
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("name", name)
      $0.field("kind", kind)
      $0.field("location", location)
      $0.field("containerName", containerName)
    }
  }
}
