import Foundation
import JSON
import Support

/// Low-rank adapters beside a checkpoint, in the files that the library PEFT writes: `adapter_config.json` and `adapter_model.safetensors`.
///
/// An adapter of the weight `W` is two narrow matrices; what the model computes with is `W + scale B A` (LoRA: Hu et al., arXiv 2106.09685), so that it
/// can be added to the weight once. Tensors without such a pair (a trained head, biases) take the place of the checkpoint's. What the configuration asks
/// for beyond that is refused.
struct CheckpointAdapters {
  private let path: String
  private let tensors: [String: StoredTensor]
  private let scale: Float

  static let weightsFile = "adapter_model.safetensors"
  static let configurationFile = "adapter_config.json"
  /// What stands before the names of the adapted model.
  private static let prefix = "base_model.model."
  private static let marks = (a: ".lora_A.weight", b: ".lora_B.weight")

  /// Opens the adapters in `directory`; nil where there are none.
  ///
  /// - Throws: `TensorError` `adapter-unsupported`, errors of reading.
  init?(directory: String) throws {
    path = directory + "/" + Self.weightsFile
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    scale = try Self.scale(directory + "/" + Self.configurationFile)
    tensors = try SafetensorsFile(path: path).tensors
  }

  /// The tensors that differ from `base`, by the names that they have there.
  ///
  /// They are written into a file without a name, which goes with the last tensor of it: they need no memory of the process.
  /// - Throws: `TensorError` for an adapter of what `base` lacks or of another shape; `SupportError`.
  func merged(into base: [String: StoredTensor]) throws -> [String: StoredTensor] {
    var changed: [WritableTensor] = []
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(Self.marks.b) {
      if name.hasSuffix(Self.marks.a) {
        changed.append(try adapted(String(name.dropLast(Self.marks.a.count)), tensor, base))
      } else if name.contains("lora_") {
        throw Self.unsupported(path, "the tensor \(name.prefix(200))")
      } else {
        changed.append(WritableTensor(Self.target(of: name, in: base), tensor.shape, try tensor.floats()))
      }
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("stet-adapted-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try SafetensorsWriter.write(changed, to: file)
    return try SafetensorsFile(path: file).tensors
  }

  private func adapted(_ module: String, _ a: StoredTensor, _ base: [String: StoredTensor]) throws -> WritableTensor {
    let name = Self.target(of: module + ".weight", in: base)
    guard let weight = base[name] else { throw TensorError.missing(name, in: path) }
    guard let b = tensors[module + Self.marks.b] else { throw TensorError.missing(module + Self.marks.b, in: path) }
    guard a.shape.count == 2, b.shape.count == 2, a.shape[0] == b.shape[1], weight.shape == [b.shape[0], a.shape[1]]
    else {
      throw TensorError.shape(module + Self.marks.b, b.shape + a.shape, expected: weight.shape, in: path)
    }
    let (rank, columns) = (a.shape[0], a.shape[1])
    let (left, right) = (try b.floats(), try a.floats())
    var sum = try weight.floats()
    for row in 0..<b.shape[0] {
      for inner in 0..<rank {
        let factor = scale * left[row * rank + inner]
        for column in 0..<columns { sum[row * columns + column] += factor * right[inner * columns + column] }
      }
    }
    return WritableTensor(name, weight.shape, sum)
  }

  /// The name in the checkpoint, which may have been saved with or without the prefix of a model with a head.
  private static func target(of name: String, in base: [String: StoredTensor]) -> String {
    let own = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    if base[own] != nil { return own }
    let short = own.split(separator: ".", maxSplits: 1).last.map(String.init) ?? own
    if base[short] != nil { return short }
    return base.keys.first { $0.split(separator: ".", maxSplits: 1).last.map(String.init) == own } ?? own
  }

  // MARK: Configuration

  private static func scale(_ path: String) throws -> Float {
    let bytes = try MappedFile.contents(of: path)
    guard let json: JSONValue = try? JSONValue(parsing: bytes, maximumDepth: 16), let rank = json["r"]?.intValue,
      rank > 0
    else { throw unsupported(path, "a file without the rank \"r\"") }
    guard json["peft_type"]?.stringValue == "LORA" else { throw unsupported(path, "a peft_type other than LORA") }
    for flag in ["fan_in_fan_out", "use_dora"] where json[flag]?.boolValue == true { throw unsupported(path, flag) }
    for pattern in ["rank_pattern", "alpha_pattern"] where json[pattern]?.objectValue?.isEmpty == false {
      throw unsupported(path, pattern)
    }
    let alpha = Float(json["lora_alpha"]?.doubleValue ?? 8)
    let isStable = json["use_rslora"]?.boolValue == true
    return alpha / (isStable ? Float(rank).squareRoot() : Float(rank))
  }

  private static func unsupported(_ path: String, _ what: String) -> TensorError {
    TensorError(
      code: "adapter-unsupported", message: "\(path) asks for what Stet does not know: \(what)",
      hint: "Merge the adapters with merge_and_unload() of PEFT, and save the whole model.")
  }
}
