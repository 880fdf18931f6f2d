import CJansson

extension JSONValue {
  /// Arrays and objects may nest this deep unless a caller says otherwise; jansson itself stops at 2048.
  package static let defaultMaximumDepth = 512

  /// Parses one JSON value of any kind.
  ///
  /// A leading byte order mark is skipped. Invalid UTF-8 and lone surrogates in escapes become U+FFFD; an integer beyond 64 bits becomes
  /// a double; of equal keys the last wins. A number beyond the range of doubles, and U+0000 in a key, are errors.
  ///
  /// - Throws: `JSONError` with the place, without quoting the text.
  package init(
    parsing bytes: UnsafeRawBufferPointer, maximumDepth: Int = defaultMaximumDepth
  ) throws(JSONError) {
    let body = UnsafeRawBufferPointer(
      rebasing: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
    if (try? UTF8Span(validating: body.bindMemory(to: UInt8.self).span)) != nil {
      self = try Self.parse(valid: body, maximumDepth: maximumDepth)
    } else {
      let text = String(decoding: body, as: UTF8.self)
      self = try Self.parse(valid: Array(text.utf8), maximumDepth: maximumDepth)
    }
  }

  /// Parses one JSON value; see `init(parsing:maximumDepth:)` of raw bytes.
  package init(parsing bytes: [UInt8], maximumDepth: Int = defaultMaximumDepth) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      try JSONValue(parsing: UnsafeRawBufferPointer(buffer), maximumDepth: maximumDepth)
    }
  }

  /// Parses one JSON value; see `init(parsing:maximumDepth:)` of raw bytes.
  package init(parsing text: String, maximumDepth: Int = defaultMaximumDepth) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth)
  }

  private static func parse(valid bytes: [UInt8], maximumDepth: Int) throws(JSONError) -> JSONValue {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      try parse(valid: UnsafeRawBufferPointer(buffer), maximumDepth: maximumDepth)
    }
  }

  private static func parse(valid bytes: UnsafeRawBufferPointer, maximumDepth: Int) throws(JSONError) -> JSONValue {
    guard let repaired = try JSONPreflight(bytes, maximumDepth: min(maximumDepth, 2000)).repaired() else {
      return try load(bytes)
    }
    return try repaired.withUnsafeBufferPointer { buffer throws(JSONError) in try load(UnsafeRawBufferPointer(buffer)) }
  }

  private static func load(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
    var failure = json_error_t()
    let flags = Int(JSON_DECODE_ANY) | Int(JSON_ALLOW_NUL)
    // jansson takes a null pointer for a misuse, not for an empty text.
    let text = bytes.bindMemory(to: CChar.self).baseAddress
    let root = text.map { json_loadb($0, bytes.count, flags, &failure) } ?? json_loadb("", 0, flags, &failure)
    guard let root else { throw JSONError(failure) }
    defer { json_decref(root) }
    return JSONValue(root)
  }

  /// Copies a jansson tree.
  ///
  /// The recursion is bounded by the depth that was parsed.
  fileprivate init(_ node: UnsafeMutablePointer<json_t>) {
    switch node.pointee.type {
    case JSON_OBJECT: self = .object(JSONObject(node))
    case JSON_ARRAY:
      self = .array((0..<json_array_size(node)).map { JSONValue(json_array_get(node, $0)) })
    case JSON_STRING:
      let text = UnsafeRawBufferPointer(start: json_string_value(node), count: json_string_length(node))
      self = .string(String(decoding: text, as: UTF8.self))
    case JSON_INTEGER: self = .integer(json_integer_value(node))
    case JSON_REAL: self = .number(json_real_value(node))
    case JSON_TRUE: self = .bool(true)
    case JSON_FALSE: self = .bool(false)
    default: self = .null
    }
  }
}

extension JSONObject {
  /// Copies a jansson object, whose iterator follows the order of the text.
  fileprivate init(_ node: UnsafeMutablePointer<json_t>) {
    self.init()
    reserveCapacity(json_object_size(node))
    var iterator = json_object_iter(node)
    while let current = iterator {
      append(String(cString: json_object_iter_key(current)), JSONValue(json_object_iter_value(current)))
      iterator = json_object_iter_next(node, current)
    }
  }
}

extension JSONError {
  /// jansson's error in our words: its own text quotes the content.
  fileprivate init(_ failure: json_error_t) {
    var failure = failure
    let what =
      switch json_error_code(&failure) {
      case json_error_premature_end_of_input: "the text ends too early"
      case json_error_end_of_input_expected: "something follows the value"
      case json_error_numeric_overflow: "a number is out of range"
      case json_error_null_byte_in_key: "U+0000 in a key"
      case json_error_out_of_memory: "out of memory"
      default: "not the syntax of JSON"
      }
    self = .syntax(
      what,
      at: Location(
        line: max(1, Int(failure.line)), column: max(0, Int(failure.column)) + 1, position: Int(failure.position)))
  }
}
