package import JSON

/// The name of a document, as its client writes it.
///
/// Clients escape differently (`file:///a%3Ab`, `file:///a:b`): two names of the same file are equal, and `text` stays as it came,
/// because a client recognises only its own spelling. Schemes other than `file` (`untitled:`, `zipfile:`) pass through.
package struct DocumentURI: Sendable {
  /// The URI as it came or as it was made.
  package let text: String
  /// The absolute path of a `file` URI of this machine, percent-decoded; nil for everything else.
  package let path: String?

  /// The URI `text`; any string will do.
  package init(_ text: String) {
    self.text = text
    path = Self.path(of: text)
  }

  /// The `file` URI of an absolute path (RFC 8089).
  package init(path: String) {
    text = "file://" + Self.escape(path)
    self.path = path
  }

  /// What comes before the first colon, in lower case; empty when there is none.
  package var scheme: String {
    text.firstIndex(of: ":").map { text[..<$0].lowercased() } ?? ""
  }

  /// Accepts an empty authority, `localhost`, and none at all (`file:/a`).
  private static func path(of text: String) -> String? {
    guard text.prefix(5).lowercased() == "file:" else { return nil }
    var rest = text.utf8.dropFirst(5)
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      if rest.starts(with: "localhost/".utf8) { rest = rest.dropFirst("localhost".utf8.count) }
    }
    guard rest.first == UInt8(ascii: "/"), let path = unescape(rest) else { return nil }
    return path
  }

  private static func unescape(_ text: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2, digits.first != UInt8(ascii: "+"),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        guard value != 0 else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func escape(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if isPlain[Int(byte)] {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of a path that need no escape: unreserved characters, and those reserved ones that no client escapes differently.
  private static let isPlain: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    let plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
    for byte in plain.utf8 { table[Int(byte)] = true }
    return table
  }()
}

extension DocumentURI: Hashable {
  package static func == (left: DocumentURI, right: DocumentURI) -> Bool {
    left.text == right.text || (left.path != nil && left.path == right.path)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(path ?? text) }
}

extension DocumentURI: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(JSONError) { self.init(try String(json: json)) }
  package func encode(to writer: inout JSONWriter) { writer.string(text) }
}
