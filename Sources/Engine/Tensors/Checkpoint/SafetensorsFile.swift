import Support

/// A safetensors file, mapped into memory: eight bytes of header length, a JSON header, the elements.
///
/// Every length and offset is checked when the file is opened, so reading a tensor later cannot leave the file.
/// As the format demands, the tensors cover the elements without hole or overlap, which also rules out two tensors of
/// one name. Format: https://huggingface.co/docs/safetensors (October 2024). A matrix in eight bits and its scales (`QuantizedMatrix`) are one tensor here.
package struct SafetensorsFile: Sendable {
  /// A header may take this many bytes, as in the format's own library.
  package static let maximumHeader = 100_000_000

  /// The path it was opened by.
  package let path: String
  /// By name.
  package let tensors: [String: StoredTensor]
  /// What the writer noted, `__metadata__`.
  package let metadata: [String: String]

  /// Maps and checks the file.
  ///
  /// - Throws: `SupportError` when it cannot be read, `TensorError` `checkpoint-invalid` when it breaks the format.
  package init(path: String) throws {
    let file = try MappedFile(path: path)
    let reader = try SafetensorsHeader(file.bytes, path: path)
    self.path = path
    metadata = reader.metadata
    let scales = try Self.scales(reader.entries, path: path)
    var tensors: [String: StoredTensor] = [:]
    for entry in reader.entries where scales.names.isDisjoint(with: [entry.name]) {
      tensors[entry.name] = StoredTensor(
        name: entry.name, type: entry.type, shape: entry.shape, path: path, file: file, range: entry.range,
        scaleRange: scales.ranges[entry.name])
    }
    self.tensors = tensors
  }

  /// The bytes of the scales by the names of the matrices that they belong to, and the names that the scales have themselves.
  private static func scales(
    _ entries: [SafetensorsHeader.Entry], path: String
  ) throws -> (ranges: [String: Range<Int>], names: Set<String>) {
    let scales = entries.filter { $0.name.hasSuffix(QuantizedMatrix.scaleSuffix) }
    guard !scales.isEmpty else { return ([:], []) }
    let byName = Dictionary(scales.map { ($0.name, $0) }) { first, _ in first }
    var result: (ranges: [String: Range<Int>], names: Set<String>) = ([:], [])
    for entry in entries where entry.type == .int8 {
      guard let scale = byName[entry.name + QuantizedMatrix.scaleSuffix] else { continue }
      guard entry.shape.count == 2, scale.type == .float32, scale.shape == [entry.shape[0]] else {
        throw TensorError.invalid(path, "the scales of \(entry.name.prefix(200)) are not one F32 number a row")
      }
      result.ranges[entry.name] = scale.range
      result.names.insert(scale.name)
    }
    return result
  }
}
