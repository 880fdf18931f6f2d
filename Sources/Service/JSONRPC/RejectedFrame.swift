import JSON

/// A frame whose body is skipped: why, and enough of its beginning to find the id of the request in it.
struct RejectedFrame: Sendable {
  private let reason: String
  private var prefix: [UInt8] = []

  /// Clients write `jsonrpc`, `id` and `method` before long params or never, so a little is enough.
  private static let prefixLimit = 1024

  private init(_ reason: String) { self.reason = reason }

  static func oversized(length: Int, limit: Int) -> RejectedFrame {
    RejectedFrame("the message has \(length) bytes, more than the limit of \(limit)")
  }

  static let foreignCharset = RejectedFrame("Content-Type must name the character set utf-8")

  /// Takes in the next bytes of the body.
  mutating func add(_ bytes: ArraySlice<UInt8>) {
    prefix.append(contentsOf: bytes.prefix(Self.prefixLimit - prefix.count))
  }

  /// What to answer.
  var rejection: MessageRejection {
    MessageRejection(id: id, error: ResponseError(.invalidRequest, reason))
  }

  /// The member `id` of the object that `prefix` begins, if it stands there whole.
  private var id: RequestID? {
    var depth = 0
    var offset = 0
    while offset < prefix.count {
      switch prefix[offset] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let end = endOfString(offset)
        if depth == 1, prefix[offset..<end].elementsEqual(#""id""#.utf8), let id = value(behind: end) { return id }
        offset = end
        continue
      default: break
      }
      offset += 1
    }
    return nil
  }

  private func endOfString(_ quote: Int) -> Int {
    var offset = quote + 1
    while offset < prefix.count, prefix[offset] != UInt8(ascii: "\"") {
      offset += prefix[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(offset + 1, prefix.count)
  }

  /// The scalar after the colon at `end`, when something follows it that ends it.
  private func value(behind end: Int) -> RequestID? {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let rest = prefix[end...].drop { blanks.contains($0) }
    guard rest.first == UInt8(ascii: ":") else { return nil }
    let text = rest.dropFirst().drop { blanks.contains($0) }
    let isString = text.first == UInt8(ascii: "\"")
    let stop =
      isString ? endOfString(text.startIndex) : text.firstIndex { $0 == 0x2C || $0 == 0x7D || blanks.contains($0) }
    guard let stop, let json = try? JSONValue(parsing: Array(prefix[text.startIndex..<stop])) else { return nil }
    return try? RequestID(json: json)
  }
}
