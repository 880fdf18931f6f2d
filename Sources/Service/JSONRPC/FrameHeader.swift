/// The header lines of one frame (Language Server Protocol 3.18, "Header Part").
struct FrameHeader {
  /// `Content-Length`, in bytes.
  private(set) var length: Int?
  /// Whether `Content-Type` names another character set than UTF-8.
  private(set) var hasForeignCharset = false

  /// Takes in one line without its end.
  ///
  /// Unknown fields are ignored.
  mutating func add(_ line: some Collection<UInt8>) throws(FrameError) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), Self.isName(line[..<colon]) else {
      throw FrameError("a header line that is no field")
    }
    let value = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
    switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
    case "content-length": try setLength(value)
    case "content-type": setType(value.lowercased())
    default: break
    }
  }

  /// Field names are tokens (RFC 9110); a body where a header is due fails here at once.
  private static func isName(_ name: some Collection<UInt8>) -> Bool {
    !name.isEmpty
      && name.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80 && (character.isLetter || character.isNumber || "!#$%&'*+-.^_`|~".contains(character))
      }
  }

  private mutating func setLength(_ text: String) throws(FrameError) {
    let digits = text.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(digits) else {
      throw FrameError("Content-Length is not a byte count")
    }
    if let length, length != value { throw FrameError("two different Content-Length fields") }
    length = value
  }

  /// Earlier versions of the protocol wrote `utf8`, which is to be accepted.
  private mutating func setType(_ text: String) {
    guard let start = text.firstRange(of: "charset=")?.upperBound else { return }
    let name = text[start...].filter { $0 != "\"" && $0 != " " }.prefix { $0 != ";" }
    hasForeignCharset = name != "utf-8" && name != "utf8"
  }
}
