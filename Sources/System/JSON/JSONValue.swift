/// A JSON text as a value (RFC 8259).
///
/// Integers that fit in 64 bits stay integers; every other number is a double. Equality is structural: `1` and `1.0` differ, the
/// order of an object's keys does not count.
package enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number written without fraction and exponent that fits in 64 bits.
  case integer(Int64)
  /// Any other number; a value that is not finite is written as `null`.
  case number(Double)
  /// A string; U+0000 may occur in it.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object, its keys in the order of the text.
  case object(JSONObject)
}

extension JSONValue {
  /// Whether this is `null`.
  package var isNull: Bool { self == .null }

  /// The boolean, or nil for another kind of value.
  package var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The integer, also of a double without a fraction (`3.0`), or nil.
  package var intValue: Int? {
    switch self {
    case .integer(let value): Int(value)
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The number as a double, or nil for another kind of value.
  package var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The string, or nil for another kind of value.
  package var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The array, or nil for another kind of value.
  package var arrayValue: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The object, or nil for another kind of value.
  package var objectValue: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The member `key`; nil when this is no object or has no such key.
  package subscript(key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  /// The element at `index`; nil when this is no array or has no such element.
  package subscript(index: Int) -> JSONValue? {
    guard case .array(let array) = self, array.indices.contains(index) else { return nil }
    return array[index]
  }
}

extension JSONValue? {
  /// The member `key` of the wrapped object, so that paths read as `value["a"]["b"]`.
  package subscript(key: String) -> JSONValue? { flatMap { $0[key] } }

  /// The element at `index` of the wrapped array.
  package subscript(index: Int) -> JSONValue? { flatMap { $0[index] } }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
