/// A value that can be read from JSON.
///
///     package init(json: JSONValue) throws(JSONError) {
///       range = try json.decode("range")
///       message = try json.decode("message")
///       version = json.lenient("version")  // nil when absent, null or of another type
///     }
package protocol JSONDecodable {
  /// Reads the value.
  ///
  /// - Throws: `JSONError` of code `json-shape` that names the path and what was expected there.
  init(json: JSONValue) throws(JSONError)
}

extension JSONValue {
  /// The member `key`, which must be there.
  package func decode<Value: JSONDecodable>(_ key: String, as _: Value.Type = Value.self) throws(JSONError) -> Value {
    guard case .object(let object) = self else { throw .shape("an object", at: "") }
    do { return try Value(json: object[key] ?? .null) } catch { throw error.inside(key) }
  }

  /// The member `key`, nil when it is absent or null; another type is an error.
  package func decodeIfPresent<Value: JSONDecodable>(
    _ key: String, as _: Value.Type = Value.self
  ) throws(JSONError) -> Value? {
    guard let member = self[key], !member.isNull else { return nil }
    do { return try Value(json: member) } catch { throw error.inside(key) }
  }

  /// The member `key`, nil when it is absent, null or cannot be read: for what clients send wrongly and we can do without.
  package func lenient<Value: JSONDecodable>(_ key: String, as _: Value.Type = Value.self) -> Value? {
    guard let member = self[key], !member.isNull else { return nil }
    return try? Value(json: member)
  }
}

extension Bool: JSONDecodable {
  package init(json: JSONValue) throws(JSONError) {
    guard let value = json.boolValue else { throw .shape("a boolean", at: "") }
    self = value
  }
}

extension Int: JSONDecodable {
  package init(json: JSONValue) throws(JSONError) {
    guard let value = json.intValue else { throw .shape("an integer", at: "") }
    self = value
  }
}

extension Double: JSONDecodable {
  package init(json: JSONValue) throws(JSONError) {
    guard let value = json.doubleValue else { throw .shape("a number", at: "") }
    self = value
  }
}

extension String: JSONDecodable {
  package init(json: JSONValue) throws(JSONError) {
    guard let value = json.stringValue else { throw .shape("a string", at: "") }
    self = value
  }
}

extension Array: JSONDecodable where Element: JSONDecodable {
  package init(json: JSONValue) throws(JSONError) {
    guard case .array(let values) = json else { throw .shape("an array", at: "") }
    self = []
    reserveCapacity(values.count)
    for (position, value) in values.enumerated() {
      do { append(try Element(json: value)) } catch { throw error.inside("\(position)") }
    }
  }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
  package init(json: JSONValue) throws(JSONError) {
    guard case .object(let object) = json else { throw .shape("an object", at: "") }
    self.init(minimumCapacity: object.count)
    for (key, value) in object {
      // The key may be a person's text, so the path does not show it.
      do { self[key] = try Value(json: value) } catch { throw error.inside("*") }
    }
  }
}

extension JSONValue: JSONDecodable {
  package init(json: JSONValue) { self = json }
}

/// Enumerations over strings or integers are read from their raw values.
extension JSONDecodable where Self: RawRepresentable, RawValue: JSONDecodable {
  package init(json: JSONValue) throws(JSONError) {
    guard let value = Self(rawValue: try RawValue(json: json)) else { throw .shape("a known value", at: "") }
    self = value
  }
}

/// `null` is read as nil.
extension Optional: JSONDecodable where Wrapped: JSONDecodable {
  package init(json: JSONValue) throws(JSONError) {
    self = json.isNull ? nil : try Wrapped(json: json)
  }
}
