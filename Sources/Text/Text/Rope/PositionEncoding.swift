/// The unit in which an editor counts columns; the raw values are those of the Language Server Protocol.
package enum PositionEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"
}
