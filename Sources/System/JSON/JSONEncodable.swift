/// A value that can be written as JSON.
///
///     @inlinable package func encode(to writer: inout JSONWriter) {
///       writer.object {
///         $0.field("range", range)
///         $0.field("message", message)
///         $0.field("version", version)  // left out when nil
///       }
///     }
@usableFromInline
package protocol JSONEncodable {
  /// Writes exactly one JSON value.
  func encode(to writer: inout JSONWriter)
}

extension JSONEncodable {
  /// The value as compact JSON in UTF-8.
  @inlinable package func encoded() -> [UInt8] {
    var writer = JSONWriter()
    encode(to: &writer)
    return writer.bytes
  }

  /// The value as a compact JSON text.
  package func encodedText() -> String { String(decoding: encoded(), as: UTF8.self) }
}

extension Bool: JSONEncodable {
  @inlinable package func encode(to writer: inout JSONWriter) { writer.bool(self) }
}

extension Int: JSONEncodable {
  @inlinable package func encode(to writer: inout JSONWriter) { writer.integer(Int64(self)) }
}

extension Double: JSONEncodable {
  @inlinable package func encode(to writer: inout JSONWriter) { writer.number(self) }
}

extension Float: JSONEncodable {
  // Not through Double: the shortest decimal of the float itself is shorter.
  @inlinable package func encode(to writer: inout JSONWriter) { writer.number(Double(description) ?? .nan) }
}

extension String: JSONEncodable {
  @inlinable package func encode(to writer: inout JSONWriter) { writer.string(self) }
}

extension Array: JSONEncodable where Element: JSONEncodable {
  @inlinable package func encode(to writer: inout JSONWriter) { writer.array(self) { $1.encode(to: &$0) } }
}

/// Written as an object with its keys in sorted order, so that equal dictionaries give equal text.
extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
  @inlinable package func encode(to writer: inout JSONWriter) {
    writer.object { writer in
      for (key, value) in sorted(by: { $0.key < $1.key }) { writer.field(named: key, value) }
    }
  }
}

extension JSONValue: JSONEncodable {
  package func encode(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .integer(let value): writer.integer(value)
    case .number(let value): writer.number(value)
    case .string(let value): writer.string(value)
    case .array(let values): values.encode(to: &writer)
    case .object(let object): object.encode(to: &writer)
    }
  }
}

extension JSONObject: JSONEncodable {
  package func encode(to writer: inout JSONWriter) {
    writer.object { writer in
      for position in keys.indices { writer.field(named: keys[position], values[position]) }
    }
  }
}

/// Enumerations over strings or integers are written as their raw values.
extension JSONEncodable where Self: RawRepresentable, RawValue: JSONEncodable {
  @inlinable package func encode(to writer: inout JSONWriter) { rawValue.encode(to: &writer) }
}

/// nil is written as `null`; as a member of an object it is left out by `JSONWriter.field`.
extension Optional: JSONEncodable where Wrapped: JSONEncodable {
  @inlinable package func encode(to writer: inout JSONWriter) {
    if let self { self.encode(to: &writer) } else { writer.null() }
  }
}
