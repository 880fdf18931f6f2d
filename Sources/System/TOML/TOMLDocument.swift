import Support
import TOMLKit

/// A parsed TOML text, with the lines of its keys.
///
/// TOMLKit never frees a parsed table, so parse a file once.
package struct TOMLDocument: Sendable {
  /// Always a table.
  package let root: TOMLValue
  /// Where the keys stand.
  package let outline: TOMLOutline

  /// Reads a file of at most `largest` bytes.
  ///
  /// - Throws: `TOMLError`; `SupportError` when the file cannot be read.
  package init(path: String, largest: Int = 1 << 20) throws {
    let bytes = try MappedFile.contents(of: path)
    guard bytes.count <= largest else {
      throw TOMLError.file("the file is larger than \(largest >> 20) MiB", hint: "Shorten it.")
    }
    try self.init(parsing: bytes)
  }

  /// Parses TOML 1.0, refusing what would overflow the parser's stack or make it end the process.
  ///
  /// - Throws: `TOMLError`.
  package init(parsing bytes: [UInt8]) throws {
    outline = TOMLOutline(bytes)
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw TOMLError.file("the file is not UTF-8 text", hint: "Save it as UTF-8.")
    }
    guard !outline.isTooDeep else {
      throw TOMLError.file("the file nests too deep", hint: "Use the tables of the reference only.")
    }
    if let line = outline.namelessHeader {
      throw TOMLError.syntax("a bracket opens a table, but no name follows", line: line)
    }
    if let line = outline.wrongBracket {
      throw TOMLError.syntax("a bracket closes what a different one opened", line: line)
    }
    do {
      root = TOMLValue(try TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw TOMLError.syntax(error.description, line: error.source.begin.line)
    }
  }
}
