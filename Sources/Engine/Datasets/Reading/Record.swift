import JSON

/// A record of a file with named fields, and typed reading of them.
struct Record {
  let value: JSONValue
  let source: DataSource

  /// Why a record cannot be used.
  struct Wrong: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  /// The field of this role, nil when it is absent or null.
  func field(_ field: DataField) -> JSONValue? {
    guard let found = Self.member(source.name(field)[...], of: value), !found.isNull else { return nil }
    return found
  }

  /// Whether the record has something under this role's name.
  func has(_ field: DataField) -> Bool { self.field(field) != nil }

  /// Follows a path: `a.b` goes into objects, and into every element of a list.
  private static func member(_ path: Substring, of value: JSONValue) -> JSONValue? {
    if let exact = value[String(path)] { return exact }
    guard let dot = path.firstIndex(of: ".") else { return nil }
    let rest = path[path.index(after: dot)...]
    switch value[String(path[..<dot])] {
    case .array(let elements)?: return .array(elements.map { member(rest, of: $0) ?? .null })
    case let inner?: return member(rest, of: inner)
    case nil: return nil
    }
  }

  /// A text; the name may join several fields by `+`, which a line feed then divides.
  func text(_ field: DataField) throws(Wrong) -> String {
    let names = source.name(field).split(separator: "+")
    var parts: [String] = []
    for name in names {
      guard let part = Self.member(name, of: value), !part.isNull else {
        throw Wrong("the field \"\(shortened(String(name)))\" is missing\(known)")
      }
      guard let text = part.stringValue else { throw wrong(String(name), "a text", part) }
      parts.append(text)
    }
    return parts.joined(separator: "\n")
  }

  /// A text that must not be blank.
  func filledText(_ field: DataField) throws(Wrong) -> String {
    let text = try text(field)
    if text.allSatisfy(\.isWhitespace) { throw Wrong("the field \"\(source.name(field))\" is blank") }
    return text
  }

  /// A label: a text, an integer or a boolean.
  func label(_ field: DataField) throws(Wrong) -> String {
    let found = try required(field)
    guard let label = Self.label(found) else {
      throw wrong(source.name(field), "a label (a text or an integer)", found)
    }
    return label
  }

  /// A list of labels.
  func labelList(_ field: DataField) throws(Wrong) -> [String] {
    let found = try required(field)
    guard let items = found.arrayValue else { throw wrong(source.name(field), "a list of labels", found) }
    var labels: [String] = []
    for item in items {
      guard let label = Self.label(item) else { throw wrong(source.name(field), "a list of labels", item) }
      labels.append(label)
    }
    return labels
  }

  /// A number; a text that spells one counts too, because tables have nothing else.
  func number(_ field: DataField) throws(Wrong) -> Double {
    let found = try required(field)
    guard let number = Self.number(found) else { throw wrong(source.name(field), "a number", found) }
    return number
  }

  /// A list of numbers.
  func numberList(_ field: DataField) throws(Wrong) -> [Double] {
    let found = try required(field)
    guard let items = found.arrayValue else { throw wrong(source.name(field), "a list of numbers", found) }
    var numbers: [Double] = []
    for item in items {
      guard let number = Self.number(item) else { throw wrong(source.name(field), "a list of numbers", item) }
      numbers.append(number)
    }
    return numbers
  }

  /// A list of texts.
  func textList(_ field: DataField) throws(Wrong) -> [String] {
    let found = try required(field)
    guard let items = found.arrayValue else { throw wrong(source.name(field), "a list of texts", found) }
    var texts: [String] = []
    for item in items {
      guard let text = item.stringValue else { throw wrong(source.name(field), "a list of texts", item) }
      texts.append(text)
    }
    return texts
  }

  /// The field of this role, which must be there.
  func required(_ field: DataField) throws(Wrong) -> JSONValue {
    guard let found = self.field(field) else {
      throw Wrong("the field \"\(shortened(source.name(field)))\" is missing\(known)")
    }
    return found
  }

  private static func number(_ value: JSONValue) -> Double? {
    let number = value.doubleValue ?? value.stringValue.flatMap { Double($0) }
    return number.flatMap { $0.isFinite ? $0 : nil }
  }

  private static func label(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .integer(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): Int(exactly: number).map(String.init)
    case .null, .array, .object: nil
    }
  }

  /// The names that the record has, for a message.
  private var known: String {
    guard let names = value.objectValue?.keys, !names.isEmpty else { return "" }
    return "; there is " + names.prefix(8).map { "\"\(shortened($0))\"" }.joined(separator: ", ")
  }

  func wrong(_ name: String, _ expected: String, _ found: JSONValue) -> Wrong {
    let kind =
      switch found {
      case .null: "null"
      case .bool: "a boolean"
      case .integer, .number: "a number"
      case .string: "a text"
      case .array: "a list"
      case .object: "an object"
      }
    return Wrong("the field \"\(shortened(name))\" must be \(expected), but \(kind) was found")
  }
}
