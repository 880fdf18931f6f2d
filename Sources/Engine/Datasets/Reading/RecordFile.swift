import JSON

/// A file of records: jsonl or tsv.
enum RecordFile {
  /// Makes an example of every record.
  ///
  /// What `body` refuses, and lines that are no records, become problems; `body` gives nil to leave a record out.
  /// - Throws: what `DataFile` throws.
  static func read<Example: Sendable>(
    _ source: DataSource, _ body: (Record, Int) throws(Record.Wrong) -> Example?
  ) throws -> Dataset<Example> {
    let file = try DataFile(source.path)
    var result = Dataset<Example>(source: source, examples: [])
    var columns: [String]?
    var records = 0
    file.forEachLine { number, line in
      if let limit = source.limit, result.examples.count >= limit { return }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
      do throws(Record.Wrong) {
        guard let value = try value(of: line, source.format, &columns) else { return }
        defer { records += 1 }
        guard source.heldOut?.contains(records) ?? true else { return }
        if let example = try body(Record(value: value, source: source), number) { result.examples.append(example) }
      } catch {
        result.problems.add(error.reason, file: source.path, line: number)
      }
    }
    return result
  }

  /// The record of a line, nil for the line with the names of columns.
  private static func value(
    of line: ArraySlice<UInt8>, _ format: DataFormat, _ columns: inout [String]?
  ) throws(Record.Wrong) -> JSONValue? {
    guard format == .tsv else { return try object(line) }
    let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let names = columns else {
      columns = cells
      return nil
    }
    guard cells.count == names.count else {
      throw Record.Wrong("\(cells.count) columns, but the first line names \(names.count)")
    }
    return .object(JSONObject(zip(names, cells).map { ($0, JSONValue.string($1)) }))
  }

  private static func object(_ line: ArraySlice<UInt8>) throws(Record.Wrong) -> JSONValue {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: Array(line)) } catch {
      let column = error.location.map { " at column \($0.column)" } ?? ""
      let what = error.message.split(separator: ": ", maxSplits: 1).last.map { ": " + $0 } ?? ""
      throw Record.Wrong("invalid JSON\(column)\(what)")
    }
    guard value.objectValue != nil else { throw Record.Wrong("the line must be a JSON object") }
    return value
  }
}
