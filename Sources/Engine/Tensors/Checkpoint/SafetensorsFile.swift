import Support

/// A safetensors file, mapped into memory: eight bytes of header length, a JSON header, the elements.
///
/// Every length and offset is checked when the file is opened, so reading a tensor later cannot leave the file.
/// As the format demands, the tensors cover the elements without hole or overlap, which also rules out two tensors of
/// one name. Format: https://huggingface.co/docs/safetensors (October 2024). A matrix in eight or four bits and its scales (`QuantizedMatrix`,
/// `GroupedMatrix`) are one tensor here.
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
    let (scales, names) = try Self.scales(reader.entries, path: path)
    var tensors: [String: StoredTensor] = [:]
    for entry in reader.entries where !names.contains(entry.name) {
      let scales = scales[entry.name]
      // Two numbers in a byte.
      let shape = scales?.grouping == .groups ? [entry.shape[0], 2 * entry.shape[1]] : entry.shape
      tensors[entry.name] = StoredTensor(
        name: entry.name, type: entry.type, shape: shape, path: path, file: file, range: entry.range, scales: scales)
    }
    self.tensors = tensors
  }

  /// The scales by the names of the matrices that they belong to, and the names that they have themselves.
  private static func scales(
    _ entries: [SafetensorsHeader.Entry], path: String
  ) throws -> (byMatrix: [String: StoredTensor.Scales], names: Set<String>) {
    let candidates = entries.filter { entry in
      StoredTensor.Grouping.allCases.contains { entry.name.hasSuffix($0.suffix) }
    }
    guard !candidates.isEmpty else { return ([:], []) }
    let byName = Dictionary(candidates.map { ($0.name, $0) }) { first, _ in first }
    var result: (byMatrix: [String: StoredTensor.Scales], names: Set<String>) = ([:], [])
    for entry in entries {
      for grouping in StoredTensor.Grouping.allCases where grouping.codes == entry.type {
        guard let scale = byName[entry.name + grouping.suffix] else { continue }
        guard scale.type == grouping.type, let shape = grouping.shape(for: entry.shape), scale.shape == shape,
          result.byMatrix[entry.name] == nil
        else {
          throw TensorError.invalid(path, "the scales of \(entry.name.prefix(200)) are not \(grouping.wanted)")
        }
        result.byMatrix[entry.name] = StoredTensor.Scales(grouping: grouping, range: scale.range)
        result.names.insert(scale.name)
      }
    }
    return result
  }
}
