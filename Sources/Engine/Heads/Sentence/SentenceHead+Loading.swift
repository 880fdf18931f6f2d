import Foundation
import JSON
import Layers
import Support
import Tensors

extension SentenceHead {
  /// Reads `modules.json` and the modules' folders in `directory`; without that file the head is the mean.
  ///
  /// - Throws: `HeadError` for a module or a setting that is not supported, or one that does not fit `hidden`.
  package init(directory: String, hidden: Int) throws {
    guard FileManager.default.fileExists(atPath: directory + "/modules.json") else {
      self = .mean(hidden: hidden)
      return
    }
    var steps: [Step] = []
    var width = hidden
    for (index, module) in try Self.modules(directory).enumerated() {
      guard index > 0 else { continue }
      let folder = directory + "/" + module.path
      switch module.type {
      case "Pooling": steps.append(.pool(try Self.pooling(folder, hidden: width)))
      case "Dense":
        let dense = try Self.dense(folder, inputs: width)
        width = dense.linear.weights.outputs
        steps.append(.dense(dense))
      case "Normalize": steps.append(.normalize)
      default:
        throw HeadError.unsupported(
          "modules.json", "the module \(module.type.prefix(60))", supported: "Pooling, Dense and Normalize")
      }
    }
    guard case .pool = steps.first else { throw HeadError.invalid("modules.json", "the second module must be Pooling") }
    guard steps.dropFirst().allSatisfy({ if case .pool = $0 { false } else { true } }) else {
      throw HeadError.invalid("modules.json", "there is more than one Pooling module")
    }
    self.init(steps: steps, dimensions: width)
  }

  /// The modules in order: the last part of each class name, and its folder.
  private static func modules(_ directory: String) throws -> [(type: String, path: String)] {
    let modules = try read(directory + "/modules.json").arrayValue ?? []
    let pairs = modules.compactMap { module -> (String, String)? in
      guard let type = module["type"]?.stringValue, let path = module["path"]?.stringValue,
        !path.hasPrefix("/"), !path.split(separator: "/").contains("..")
      else { return nil }
      return (type.split(separator: ".").last.map(String.init) ?? type, path)
    }
    guard pairs.count == modules.count, pairs.first?.0 == "Transformer" else {
      throw HeadError.invalid("modules.json", "it is not a list of modules that starts with a Transformer")
    }
    return pairs
  }

  /// The one mode that a Pooling module's `config.json` switches on.
  private static func pooling(_ folder: String, hidden: Int) throws -> PoolingMode {
    let file = folder + "/config.json"
    let configuration = try read(file)
    let width = configuration["word_embedding_dimension"] ?? configuration["embedding_dimension"]
    guard width?.intValue == hidden else { throw HeadError.invalid(file, "word_embedding_dimension is not \(hidden)") }
    let modes: [String: PoolingMode] = [
      "pooling_mode_cls_token": .first, "pooling_mode_mean_tokens": .mean, "pooling_mode_max_tokens": .max,
      "pooling_mode_mean_sqrt_len_tokens": .meanSquareRootLength, "pooling_mode_lasttoken": .last,
    ]
    let set =
      configuration.objectValue?.filter { $0.key.hasPrefix("pooling_mode") && $0.value == true }.map(\.key) ?? []
    guard set.count == 1, let mode = modes[set[0]] else {
      throw HeadError.unsupported(
        file, "pooling by \(set.isEmpty ? "nothing" : set.joined(separator: " and "))",
        supported: "exactly one of \(modes.keys.sorted().joined(separator: ", "))")
    }
    return mode
  }

  private static func dense(_ folder: String, inputs: Int) throws -> Dense {
    let file = folder + "/config.json"
    let configuration = try read(file)
    guard configuration["in_features"]?.intValue == inputs, let outputs = configuration["out_features"]?.intValue,
      (1...1_048_576).contains(outputs)
    else { throw HeadError.invalid(file, "in_features and out_features do not fit the module before") }
    let name = configuration["activation_function"]?.stringValue ?? "torch.nn.modules.activation.Tanh"
    let activations: [String: Activation?] = [
      "Identity": nil, "Tanh": .tanh, "ReLU": .relu, "GELU": .gelu, "SiLU": .silu,
    ]
    guard let activation = activations[name.split(separator: ".").last.map(String.init) ?? ""] else {
      throw HeadError.unsupported(
        file, "activation_function \(name.prefix(80))", supported: activations.keys.sorted().joined(separator: ", "))
    }
    let source = WeightSource(try Checkpoint(directory: folder))
    let bias = configuration["bias"]?.boolValue ?? true
    return Dense(
      linear: try Linear(source, ["linear"], inputs: inputs, outputs: outputs, bias: bias), activation: activation)
  }

  private static func read(_ path: String) throws -> JSONValue {
    let bytes = try MappedFile.contents(of: path)
    do { return try JSONValue(parsing: bytes, maximumDepth: 16) } catch {
      throw HeadError.invalid(path, error.message)
    }
  }
}
