import JSON
import Support

/// The header of a safetensors file, with every claim it makes checked against the file's size.
struct SafetensorsHeader {
  /// One tensor: where it is, and what.
  struct Entry {
    let name: String
    let type: ElementType
    let shape: [Int]
    /// Bytes of the whole file.
    let range: Range<Int>
  }

  /// In the order of the elements.
  let entries: [Entry]
  let metadata: [String: String]

  /// Reads the header at the start of `bytes`, a whole file.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws {
    let start = try Self.dataStart(bytes, path: path)
    let text = UnsafeRawBufferPointer(rebasing: bytes[8..<start])
    guard String(validating: text, as: UTF8.self) != nil else {
      throw TensorError.invalid(path, "the header is not UTF-8")
    }
    let header: JSONValue
    do { header = try JSONValue(parsing: text, maximumDepth: 8) } catch {
      throw TensorError.invalid(path, "the header is not JSON (\(error.message))")
    }
    guard case .object(let members) = header else { throw TensorError.invalid(path, "the header is not an object") }
    metadata = try Self.metadata(members["__metadata__"], path: path)
    entries = try members.filter { $0.key != "__metadata__" }
      .map { try Self.entry($0.key, $0.value, dataStart: start, end: bytes.count, path: path) }
      .sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    try Self.checkCoverage(entries, start..<bytes.count, path: path)
  }

  /// Where the elements start: behind the length and the header.
  private static func dataStart(_ bytes: UnsafeRawBufferPointer, path: String) throws -> Int {
    guard bytes.count >= 8 else { throw TensorError.invalid(path, "it is shorter than 8 bytes") }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(SafetensorsFile.maximumHeader) else {
      throw TensorError.invalid(path, "it claims a header of \(length) bytes")
    }
    guard Int(length) <= bytes.count - 8 else { throw TensorError.invalid(path, "it ends inside its header") }
    return 8 + Int(length)
  }

  private static func metadata(_ value: JSONValue?, path: String) throws -> [String: String] {
    guard let value else { return [:] }
    guard let object = value.objectValue else { throw TensorError.invalid(path, "__metadata__ is not an object") }
    return try object.reduce(into: [:]) { result, member in
      guard let text = member.value.stringValue else {
        throw TensorError.invalid(path, "__metadata__ holds something that is not a string")
      }
      result[member.key] = text
    }
  }

  private static func entry(
    _ name: String, _ value: JSONValue, dataStart: Int, end: Int, path: String
  ) throws -> Entry {
    func invalid(_ what: String) -> TensorError { .invalid(path, "tensor \(name.prefix(200)) \(what)") }
    guard let typeName = value["dtype"]?.stringValue else { throw invalid("has no dtype") }
    guard let type = ElementType(rawValue: typeName) else {
      throw invalid("has the unknown dtype \(typeName.prefix(20))")
    }
    guard let shape = integers(value["shape"]), shape.allSatisfy({ $0 >= 0 }) else {
      throw invalid("has no valid shape")
    }
    guard let offsets = integers(value["data_offsets"]), offsets.count == 2, offsets[0] >= 0,
      offsets[0] <= offsets[1], offsets[1] <= end - dataStart
    else { throw invalid("has data_offsets outside of the file") }
    guard byteCount(shape, type) == offsets[1] - offsets[0] else {
      throw invalid("has a shape that does not match its data_offsets")
    }
    return Entry(name: name, type: type, shape: shape, range: dataStart + offsets[0]..<dataStart + offsets[1])
  }

  private static func integers(_ value: JSONValue?) -> [Int]? {
    guard let array = value?.arrayValue else { return nil }
    let integers = array.compactMap(\.intValue)
    return integers.count == array.count ? integers : nil
  }

  /// The bytes that a shape takes; nil when the product overflows.
  private static func byteCount(_ shape: [Int], _ type: ElementType) -> Int? {
    shape.reduce(type.size as Int?) { product, dimension in
      guard let (value, overflow) = product?.multipliedReportingOverflow(by: dimension), !overflow else { return nil }
      return value
    }
  }

  /// Each tensor must start where the one before it ends.
  private static func checkCoverage(_ entries: [Entry], _ data: Range<Int>, path: String) throws {
    var end = data.lowerBound
    for entry in entries {
      guard entry.range.lowerBound == end else {
        let what = entry.range.lowerBound < end ? "overlaps the one before it" : "leaves a hole before it"
        throw TensorError.invalid(path, "tensor \(entry.name.prefix(200)) \(what)")
      }
      end = entry.range.upperBound
    }
    guard end == data.upperBound else {
      throw TensorError.invalid(path, "\(data.upperBound - end) bytes after the last tensor belong to none")
    }
  }
}
