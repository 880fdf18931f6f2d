/// What a first look over a TOML text tells: on which line each key stands, and whether TOMLKit's parser may see it.
///
/// TOMLKit gives no positions of keys. Its parser recurses, so the depth must be known before it runs, and it stops the process at a
/// table header without a name and at a list that a brace closes. Other wrong syntax is not reported here; the scan only never gets stuck on it. O(n).
package struct TOMLOutline: Sendable {
  /// Whether it nests deeper than settings ever need; the scan stops there.
  var isTooDeep: Bool { deepestNesting > 32 || longestKey > 16 }
  /// The first line that opens a table header without a name behind it; 1-based.
  let namelessHeader: Int?
  /// The first line with a bracket or brace that closes what the other kind opened; 1-based.
  private(set) var wrongBracket: Int?
  /// Brackets and braces open at once, at most.
  private var deepestNesting = 0
  /// Parts of the longest dotted key.
  private var longestKey = 0
  /// 1-based, by path; elements of `[[tables]]` are counted from 0.
  private var lines: [String: Int] = [:]

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var prefix: [String] = []
  private var tableCounts: [String: Int] = [:]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    namelessHeader = Self.namelessHeader(in: self.bytes)
    while position < self.bytes.count, !isTooDeep { scanStatement() }
  }

  /// The line of `path`, or of the nearest key around it that has one; elements of lists of tables are counted from "0".
  package func line(of path: [String]) -> Int? {
    for count in stride(from: path.count, to: 0, by: -1) {
      if let line = lines[Self.joined(path.prefix(count))] { return line }
    }
    return nil
  }

  /// Looks at every line by itself, strings and lists included: no option needs a line there that begins with `[[[` or `[{`, and so the answer does
  /// not depend on this scan and the parser agreeing about where a string ends.
  private static func namelessHeader(in bytes: [UInt8]) -> Int? {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { line in
      var rest = line.drop(while: isBlank)
      guard rest.popFirst() == UInt8(ascii: "[") else { return false }
      if rest.first == UInt8(ascii: "[") { rest.removeFirst() }
      guard let name = rest.drop(while: isBlank).first else { return true }
      return
        !(name < 0x80
        && (Character(Unicode.Scalar(name)).isLetter || Character(Unicode.Scalar(name)).isNumber
          || "-_\"']".utf8.contains(name)))
    }
    return index.map { $0 + 1 }
  }

  /// Keys may hold dots, so paths are joined by what no key holds.
  private static func joined(_ path: some Sequence<String>) -> String { path.joined(separator: "\0") }

  private mutating func scanStatement() {
    skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
    guard let byte = peek else { return }
    switch byte {
    case UInt8(ascii: "\n"): advance()
    case UInt8(ascii: "#"): skip { $0 != UInt8(ascii: "\n") }
    case UInt8(ascii: "["): scanHeader()
    default:
      let key = scanKey()
      guard !isTooDeep else { return }
      record(prefix + key)
      scanValue()
    }
  }

  private mutating func scanHeader() {
    advance()
    let isArray = peek == UInt8(ascii: "[")
    if isArray { advance() }
    let key = scanKey()
    guard !isTooDeep else { return }
    prefix = resolved(key)
    if isArray {
      let count = tableCounts[Self.joined(prefix), default: -1] + 1
      tableCounts[Self.joined(prefix)] = count
      prefix.append(String(count))
    }
    record(prefix)
    skip { $0 != UInt8(ascii: "\n") }
  }

  /// Puts the number of the current element behind each part that names an array of tables.
  private func resolved(_ key: [String]) -> [String] {
    var path: [String] = []
    for (index, part) in key.enumerated() {
      path.append(part)
      if index + 1 < key.count, let count = tableCounts[Self.joined(path)] { path.append(String(count)) }
    }
    return path
  }

  /// Reads `a."b".c`; always moves on.
  private mutating func scanKey() -> [String] {
    var parts: [String] = []
    var part: [UInt8] = []
    let start = position
    while let byte = peek, byte != UInt8(ascii: "="), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "\n") {
      switch byte {
      case UInt8(ascii: "."):
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
        advance()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): part += scanString()
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): advance()
      default:
        part.append(byte)
        advance()
      }
    }
    if position == start { advance() }
    parts.append(String(decoding: part, as: UTF8.self))
    longestKey = max(longestKey, parts.count)
    return parts
  }

  /// Runs to the end of the line on which all brackets are closed.
  private mutating func scanValue() {
    var closers: [UInt8] = []
    var dots = 0
    while let byte = peek, !isTooDeep {
      switch byte {
      case UInt8(ascii: "\n") where closers.isEmpty: return
      case UInt8(ascii: "#"): skip { $0 != UInt8(ascii: "\n") }
      case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = scanString()
      default:
        countBracket(byte, &closers)
        dots =
          byte == UInt8(ascii: ".") ? dots + 1 : (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "=") ? 0 : dots)
        longestKey = max(longestKey, dots + 1)
        advance()
      }
    }
  }

  private mutating func countBracket(_ byte: UInt8, _ closers: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
    case UInt8(ascii: "{"): closers.append(UInt8(ascii: "}"))
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if closers.popLast() != byte, wrongBracket == nil { wrongBracket = line }
    default: break
    }
    deepestNesting = max(deepestNesting, closers.count)
  }

  /// Reads a string of any of the four kinds and gives its bytes, escapes as they stand.
  private mutating func scanString() -> [UInt8] {
    let quote = bytes[position]
    let isLong = bytes[position...].starts(with: [quote, quote, quote])
    for _ in 0..<(isLong ? 3 : 1) { advance() }
    let start = position
    while let byte = peek, isLong || byte != UInt8(ascii: "\n") {
      if byte == quote, !isLong || bytes[position...].starts(with: [quote, quote, quote]) { break }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { advance() }
      advance()
    }
    let content = Array(bytes[min(start, position)..<position])
    // A long string may end with two quotes of its own before the closing three.
    for _ in 0..<(isLong ? 5 : 1) where peek == quote { advance() }
    return content
  }

  private mutating func record(_ path: [String]) {
    let key = Self.joined(path)
    if lines[key] == nil { lines[key] = line }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func advance() {
    guard position < bytes.count else { return }
    if bytes[position] == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte = peek, condition(byte) { advance() }
  }
}
