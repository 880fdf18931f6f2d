import Support

/// A safetensors file, mapped into memory: eight bytes of header length, a JSON header, the elements.
///
/// Every length and offset is checked when the file is opened, so reading a tensor later cannot leave the file.
/// As the format demands, the tensors cover the elements without hole or overlap, which also rules out two tensors of
/// one name. Format: https://huggingface.co/docs/safetensors (October 2024).
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
    var tensors: [String: StoredTensor] = [:]
    for entry in reader.entries {
      tensors[entry.name] = StoredTensor(
        name: entry.name, type: entry.type, shape: entry.shape, path: path, file: file, range: entry.range)
    }
    self.tensors = tensors
  }
}
