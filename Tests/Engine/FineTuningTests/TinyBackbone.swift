import Architectures
import Foundation
import JSON
import Layers
import Tensors

/// A folder with a small random BERT and a vocabulary of a few words.
struct TinyBackbone: ~Copyable {
  /// Also the place for files of the test.
  let folder: String
  var path: String { folder + "/backbone" }

  static let words = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "a", "cat", "dog", "sat", "ran", "fine", "awful", "ada", "bob",
    "paris",
    "rome", "met", "in", "who", "where", "?", ".", "we", "show", "method", "result", "##s",
  ]

  /// - Parameter seed: of the weights.
  init(seed: UInt64 = 1) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("stet-tuning-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder + "/backbone", withIntermediateDirectories: true)
    try Data((Self.words.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path + "/vocab.txt"))
    let configuration: JSONValue = [
      "model_type": "bert", "vocab_size": .integer(Int64(Self.words.count)), "hidden_size": 32, "num_hidden_layers": 2,
      "num_attention_heads": 4, "intermediate_size": 64, "max_position_embeddings": 64, "type_vocab_size": 2,
      "hidden_act": "gelu", "layer_norm_eps": 1e-12,
    ]
    try Data(configuration.encoded()).write(to: URL(fileURLWithPath: path + "/config.json"))
    let store = ParameterStore(nil, seed: seed)
    _ = try ArchitectureRegistry.load(configuration: configuration, weights: WeightSource(store, creating: true))
    try SafetensorsWriter.write(store.tensors(), to: path + "/model.safetensors")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a file beside the backbone and gives its path.
  func file(_ name: String, _ lines: [String]) throws -> String {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    return folder + "/" + name
  }
}
