package import JSON
package import Layers
package import Tensors

/// The model families that Stet computes, by the `model_type` of their `config.json`.
package enum ArchitectureRegistry {
  private typealias Loader = @Sendable (JSONValue, WeightSource) throws -> any Backbone

  /// One line per family.
  private static let loaders: [String: Loader] = [
    "bert": { try BERTModel(configuration: BERTConfig($0), weights: $1) },
    "camembert": { try RoBERTaModel(configuration: RoBERTaConfig($0), weights: $1) },
    "distilbert": { try DistilBERTModel(configuration: DistilBERTConfig($0), weights: $1) },
    "gpt2": { try GPT2Model(configuration: GPT2Config($0), weights: $1) },
    "llama": { try LlamaModel(configuration: LlamaConfig($0), weights: $1) },
    "mistral": { try LlamaModel(configuration: LlamaConfig($0), weights: $1) },
    "qwen2": { try LlamaModel(configuration: LlamaConfig($0), weights: $1) },
    "roberta": { try RoBERTaModel(configuration: RoBERTaConfig($0), weights: $1) },
    "xlm-roberta": { try RoBERTaModel(configuration: RoBERTaConfig($0), weights: $1) },
  ]

  /// The names of all families.
  package static var families: [String] { loaders.keys.sorted() }

  /// Reads the backbone that `configuration` (a `config.json`) describes.
  ///
  /// - Throws: `ArchitectureError` for the configuration, `TensorError` for the weights.
  package static func load(configuration: JSONValue, checkpoint: Checkpoint) throws -> any Backbone {
    try load(configuration: configuration, weights: WeightSource(checkpoint))
  }

  /// The same with weights from a checkpoint or, for training, from a `ParameterStore`.
  package static func load(configuration: JSONValue, weights: WeightSource) throws -> any Backbone {
    guard configuration.objectValue != nil else { throw ArchitectureError.invalid("the whole file", "an object") }
    guard let family = configuration["model_type"]?.stringValue else {
      throw ArchitectureError.invalid("model_type", "a string")
    }
    guard let loader = loaders[family] else { throw ArchitectureError.unknown(family, known: families) }
    return try loader(configuration, weights)
  }
}
