import Foundation
import JSON
import Support

/// All tensors of a model directory: `model.safetensors`, or the shards that `model.safetensors.index.json` lists.
///
/// Low-rank adapters in the directory are added to the weights when it is opened.
package struct Checkpoint: Sendable {
  /// By name, over all files.
  package let tensors: [String: StoredTensor]
  /// The files, in the order of their names.
  package let files: [String]
  /// Where weights that were read from here are packed.
  package let arena = WeightArena()
  /// How exactly models multiply by weights that were read from here.
  package let precision: WeightPrecision
  /// What error messages call the checkpoint.
  package let path: String

  /// Opens the checkpoint in `directory`.
  ///
  /// - Throws: `TensorError` `checkpoint-missing` when there is none, else as `SafetensorsFile`.
  package init(directory: String, precision: WeightPrecision = .exact) throws {
    let single = directory + "/model.safetensors"
    if FileManager.default.fileExists(atPath: single) {
      try self.init(
        files: [single], path: single, precision: precision, adapters: CheckpointAdapters(directory: directory))
      return
    }
    let index = directory + "/model.safetensors.index.json"
    guard FileManager.default.fileExists(atPath: index) else { throw Self.missing(directory) }
    let shards = try Self.shards(index)
    try self.init(
      files: shards.map { directory + "/" + $0 }, path: index, precision: precision,
      adapters: CheckpointAdapters(directory: directory))
  }

  /// Opens a single safetensors file.
  ///
  /// - Throws: as `SafetensorsFile`.
  package init(file: String, precision: WeightPrecision = .exact) throws {
    try self.init(files: [file], path: file, precision: precision)
  }

  private init(
    files: [String], path: String, precision: WeightPrecision, adapters: CheckpointAdapters? = nil
  ) throws {
    self.precision = precision
    self.files = files
    self.path = path
    let stored: [String: StoredTensor] = try files.reduce(into: [:]) { all, file in
      try all.merge(SafetensorsFile(path: file).tensors) { first, second in
        throw TensorError.invalid(second.path, "tensor \(second.name.prefix(200)) is also in \(first.path)")
      }
    }
    tensors = try adapters.map { stored.merging(try $0.merged(into: stored)) { $1 } } ?? stored
  }

  /// How its matrices are stored: the narrowest of the kinds that occur.
  package var storage: WeightStorage {
    let matrices = tensors.values.filter { $0.shape.count > 1 }
    if matrices.contains(where: \.isInFourBits) { return .int4 }
    if matrices.contains(where: \.isQuantized) { return .int8 }
    if matrices.contains(where: { $0.type == .bfloat16 }) { return .bfloat16 }
    return matrices.contains { $0.type == .float16 } ? .float16 : .float32
  }

  /// The tensor `name`, or `tensor-missing`.
  package func tensor(_ name: String) throws -> StoredTensor {
    guard let tensor = tensors[name] else { throw TensorError.missing(name, in: path) }
    return tensor
  }

  /// The tensor `name`, which must have exactly this shape.
  package func tensor(_ name: String, shape: [Int]) throws -> StoredTensor {
    let tensor = try tensor(name)
    guard tensor.shape == shape else { throw TensorError.shape(name, tensor.shape, expected: shape, in: tensor.path) }
    return tensor
  }

  /// The file names in the index; a name that leaves the directory is refused.
  private static func shards(_ index: String) throws -> [String] {
    let bytes = try MappedFile.contents(of: index)
    let map: JSONObject? = try? JSONValue(parsing: bytes, maximumDepth: 16)["weight_map"]?.objectValue
    let names = Set(map?.values.compactMap(\.stringValue) ?? [])
    guard !names.isEmpty, names.allSatisfy({ !$0.isEmpty && !$0.contains("/") }) else {
      throw TensorError(
        code: "checkpoint-invalid", message: "\(index) has no valid weight_map",
        hint: "Copy the file again from where the model came from.")
    }
    return names.sorted()
  }

  private static func missing(_ directory: String) -> TensorError {
    let hasPickle = FileManager.default.fileExists(atPath: directory + "/pytorch_model.bin")
    return TensorError(
      code: "checkpoint-missing", message: "\(directory) has no model.safetensors",
      hint: hasPickle
        ? "It has a pytorch_model.bin: save the model again with safe_serialization=True."
        : "Copy the file from where the model came from into that folder.")
  }
}
