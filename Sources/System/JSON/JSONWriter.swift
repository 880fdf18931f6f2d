/// Writes compact JSON straight into bytes, without a tree in between.
///
/// A value that can be written conforms to `JSONEncodable`; nil members of an object are left out, never written as null. The generic parts
/// are inlinable, so that the messages of other modules are compiled without generics: that halves the time.
@usableFromInline
package struct JSONWriter: Sendable {
  /// What was written so far.
  @usableFromInline package private(set) var bytes: [UInt8] = []
  /// Whether the next member or element needs a comma before it.
  @usableFromInline var needsComma = false

  /// An empty writer with room for `capacity` bytes.
  @usableFromInline
  package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

  /// Writes `null`.
  @usableFromInline
  package mutating func null() { raw("null") }

  /// Writes a boolean.
  @usableFromInline
  package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// Writes an integer.
  @usableFromInline
  package mutating func integer(_ value: Int64) {
    if value >= 0, value < 10 { return bytes.append(UInt8(ascii: "0") + UInt8(value)) }
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var start = 20
    var rest = value.magnitude
    repeat {
      start -= 1
      digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    for position in start..<20 { bytes.append(digits[position]) }
  }

  /// Writes the shortest decimal that reads back as `value`; what is not finite, JSON cannot say, and becomes `null`.
  @usableFromInline
  package mutating func number(_ value: Double) {
    if value.isFinite { bytes.append(contentsOf: value.description.utf8) } else { null() }
  }

  /// Writes a string: only quotes, backslashes and control characters are escaped.
  @usableFromInline
  package mutating func string(_ value: String) {
    var value = value
    bytes.append(UInt8(ascii: "\""))
    value.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes an object whose members `body` adds with `field`.
  @inlinable
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    byte(UInt8(ascii: "{"))
    needsComma = false
    body(&self)
    needsComma = true
    byte(UInt8(ascii: "}"))
  }

  /// Writes an array, each element by `body`.
  @inlinable
  package mutating func array<S: Sequence>(_ elements: S, _ body: (inout JSONWriter, S.Element) -> Void) {
    byte(UInt8(ascii: "["))
    var first = true
    for element in elements {
      if !first { byte(UInt8(ascii: ",")) }
      first = false
      body(&self, element)
    }
    byte(UInt8(ascii: "]"))
    needsComma = true
  }

  /// Adds the member `key` to the object being written.
  @inlinable
  package mutating func field(_ key: StaticString, _ value: some JSONEncodable) {
    name(key)
    value.encode(to: &self)
    needsComma = true
  }

  /// Adds the member `key` to the object being written, unless `value` is nil.
  @inlinable
  package mutating func field(_ key: StaticString, _ value: (some JSONEncodable)?) {
    if let value { field(key, value) }
  }

  /// Adds the member `key`, unknown at compile time, to the object being written.
  @usableFromInline
  package mutating func field(named key: String, _ value: some JSONEncodable) {
    comma()
    string(key)
    bytes.append(UInt8(ascii: ":"))
    value.encode(to: &self)
    needsComma = true
  }

  /// Appends JSON text that was encoded before.
  @usableFromInline
  package mutating func encoded(_ json: [UInt8]) { bytes.append(contentsOf: json) }

  @usableFromInline
  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  private mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  /// Keys of our own messages hold nothing that needs an escape.
  @usableFromInline
  mutating func name(_ key: StaticString) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    raw(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// Copies runs of plain bytes at once.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for offset in text.indices {
      let byte = text[offset]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<offset]))
      escape(byte)
      start = offset + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\n"): raw("\\n")
    case UInt8(ascii: "\t"): raw("\\t")
    case UInt8(ascii: "\r"): raw("\\r")
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    default:
      raw("\\u00")
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
