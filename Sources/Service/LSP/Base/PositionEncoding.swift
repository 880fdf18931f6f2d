import JSON

/// What one unit of `LSPPosition.character` is.
package enum PositionEncoding: String, Sendable, CaseIterable, JSONDecodable, JSONEncodable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The encoding for a client that offers these names, in its order of preference.
  ///
  /// UTF-8 where it is offered, because our own offsets are bytes; else the client's first that we know; else UTF-16, which every
  /// client supports.
  package static func negotiated(from offers: [String]) -> PositionEncoding {
    let known = offers.compactMap(PositionEncoding.init)
    return known.contains(.utf8) ? .utf8 : known.first ?? .utf16
  }
}
