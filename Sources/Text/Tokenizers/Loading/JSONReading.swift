import JSON
import Support

/// Typed access to a component of `tokenizer.json`, with errors that name the place and never quote the content.
struct Component {
  /// Where it stands, for errors: `model.vocab`.
  let path: String
  /// Its members.
  let members: JSONObject

  /// The component `value`; nil for null or an absent member.
  /// - Throws: `TokenizerError` when it is something other than an object.
  init?(_ value: JSONValue?, path: String) throws(TokenizerError) {
    guard let value, !value.isNull else { return nil }
    guard let members = value.objectValue else { throw .invalid("\(path) is not an object") }
    (self.path, self.members) = (path, members)
  }

  /// What the member `type` says, `fallback` when it is absent.
  func type(or fallback: String? = nil) throws(TokenizerError) -> String {
    if let type = members["type"]?.stringValue { return type }
    guard let fallback else { throw .invalid("\(path).type is missing or not a string") }
    return fallback
  }

  /// A flag; `fallback` when it is absent, an error when it is no boolean.
  func flag(_ key: String, or fallback: Bool) throws(TokenizerError) -> Bool {
    try optionalFlag(key) ?? fallback
  }

  /// A flag that may be null or absent.
  func optionalFlag(_ key: String) throws(TokenizerError) -> Bool? {
    guard let value = members[key], !value.isNull else { return nil }
    guard let flag = value.boolValue else { throw .invalid("\(path).\(key) is not a boolean") }
    return flag
  }

  /// A string; `fallback` when it is absent.
  func string(_ key: String, or fallback: String? = nil) throws(TokenizerError) -> String {
    guard let value = members[key], !value.isNull else {
      guard let fallback else { throw .invalid("\(path).\(key) is missing") }
      return fallback
    }
    guard let string = value.stringValue else { throw .invalid("\(path).\(key) is not a string") }
    return string
  }

  /// An integer that is at least 0; `fallback` when it is absent.
  func count(_ key: String, or fallback: Int? = nil) throws(TokenizerError) -> Int {
    guard let value = members[key], !value.isNull else {
      guard let fallback else { throw .invalid("\(path).\(key) is missing") }
      return fallback
    }
    guard let count = value.intValue, count >= 0 else { throw .invalid("\(path).\(key) is not a count") }
    return count
  }

  /// The components of a list; empty when it is absent.
  func components(_ key: String) throws(TokenizerError) -> [Component] {
    guard let value = members[key], !value.isNull else { return [] }
    guard let list = value.arrayValue else { throw .invalid("\(path).\(key) is not a list") }
    var result: [Component] = []
    for (index, item) in list.enumerated() {
      let place = "\(path).\(key)[\(index)]"
      guard let component = try Component(item, path: place) else { throw .invalid("\(place) is null") }
      result.append(component)
    }
    return result
  }

  /// The whole of a JSON file.
  static func document(_ bytes: UnsafeRawBufferPointer) throws(TokenizerError) -> Component {
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch { throw .invalid(error.message) }
    guard let document = try Component(value, path: "tokenizer") else { throw .invalid("the file holds null") }
    return document
  }
}
