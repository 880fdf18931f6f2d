import Architectures
import Foundation
import JSON
import Layers
import Tensors
import Testing

/// Decoders whose matrices are stored in fewer bits predict nearly what they predicted before, whichever way their matrices lie.
@Suite struct ReducedDecoderTests {
  private static let configurations: [(String, JSONValue)] = [
    (
      "h.0.mlp.c_fc.weight",
      [
        "model_type": "gpt2", "vocab_size": 300, "n_positions": 32, "n_embd": 256, "n_layer": 2, "n_head": 4,
        "activation_function": "gelu_new", "architectures": ["GPT2LMHeadModel"],
      ]
    ),
    (
      "model.layers.0.mlp.up_proj.weight",
      [
        "model_type": "llama", "vocab_size": 300, "max_position_embeddings": 32, "hidden_size": 256,
        "intermediate_size": 640, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 4,
        "rms_norm_eps": 1e-5, "hidden_act": "silu", "tie_word_embeddings": true, "architectures": ["LlamaForCausalLM"],
      ]
    ),
  ]

  /// With the relative error that the storage may make; random weights suffer more than trained ones.
  private static let storages: [(WeightStorage, Float)] = [(.int8, 0.02), (.int4, 0.25)]

  @Test(arguments: configurations, storages)
  func fewerBitsPredictNearlyTheSame(_ named: (String, JSONValue), _ bounded: (WeightStorage, Float)) throws {
    let (matrix, configuration) = named
    let (storage, bound) = bounded
    try FixtureModels.withTemporaryFolder { folder in
      let store = ParameterStore(nil, seed: 4)
      let full = try decoder(configuration, WeightSource(store, creating: true))
      let file = folder + "/model.safetensors"
      try SafetensorsWriter.write(store.mergedTensors(as: storage, scales: full.scaleAxis), to: file)
      let checkpoint = try Checkpoint(file: file)
      let name = checkpoint.tensors.keys.first { $0.hasSuffix(matrix) }
      #expect(try checkpoint.tensor(#require(name)).isQuantized && checkpoint.storage == storage)
      let ids = (0..<24).map { Int32($0 * 37 % 300) }
      let expected = logits(full, ids)
      for precision in [WeightPrecision.exact, .fast] {
        let small = try decoder(configuration, WeightSource(Checkpoint(file: file, precision: precision)))
        let found = logits(small, ids)
        let square = zip(expected, found).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        #expect(square > 0 && square < bound * bound * expected.reduce(0) { $0 + $1 * $1 })
      }
    }
  }

  private func decoder(_ configuration: JSONValue, _ weights: WeightSource) throws -> any LanguageModel {
    try #require(ArchitectureRegistry.load(configuration: configuration, weights: weights) as? any LanguageModel)
  }

  private func logits(_ model: any LanguageModel, _ ids: [Int32]) -> [Float] {
    var batch = PackedBatch()
    batch.append(ids)
    let execution = Execution()
    return model.logits(model.encode(batch, in: execution), in: execution).elements
  }
}
