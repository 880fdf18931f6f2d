import Architectures
import Foundation
import JSON
import Models
import Support
import Tensors
import TestSupport
import Testing

/// Damaged and contradictory model directories: always an error with a hint.
@Suite struct BadModelTests {
  /// Loads a copy whose file was changed; the error must name what to do.
  private func load(_ name: String = "gelu-3-layers", changing file: String, to bytes: Data?) throws -> (
    any HintedError
  )? {
    try FixtureModels.withCopy(of: name) { model in
      try FileManager.default.removeItem(atPath: model + "/" + file)
      try bytes?.write(to: URL(fileURLWithPath: model + "/" + file))
      do {
        _ = try ModelBundle(directory: model)
        return nil
      } catch let error as any HintedError {
        #expect(!error.hint.isEmpty, "\(error.code)")
        return error
      }
    }
  }

  private func configuration(_ change: (String, JSONValue?)) throws -> Data {
    let file = try MappedFile(path: FixtureModels.directory("gelu-3-layers") + "/config.json")
    var object = try #require(JSONValue(parsing: file.bytes).objectValue)
    object[change.0] = change.1
    let members = object.map { member in
      let value: String =
        switch member.value {
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .bool(let flag): "\(flag)"
        case .string(let text): "\"\(text)\""
        case .array(let items): items.isEmpty ? "[]" : "[1]"
        default: "null"
        }
      return "\"\(member.key)\": \(value)"
    }
    return Data("{\(members.joined(separator: ", "))}".utf8)
  }

  @Test(
    arguments: [
      ("hidden_size", 25), ("hidden_size", 0), ("hidden_size", -24), ("hidden_size", 1e300), ("hidden_size", nil),
      ("hidden_size", "24"), ("num_attention_heads", 5), ("num_attention_heads", 0), ("num_hidden_layers", 4),
      ("num_hidden_layers", 1_000_000), ("intermediate_size", 20), ("vocab_size", 21),
      ("vocab_size", 9_223_372_036_854_775_807),
      ("max_position_embeddings", 25), ("type_vocab_size", 1), ("hidden_act", "quick_gelu"), ("hidden_act", 1),
      ("layer_norm_eps", -1), ("layer_norm_eps", "small"), ("position_embedding_type", "relative_key"),
      ("is_decoder", true),
      ("model_type", "unheard-of"), ("model_type", nil), ("embedding_size", 12), ("add_cross_attention", true),
    ] as [(String, JSONValue?)])
  func configurationsThatDoNotFitAreRefused(_ field: String, _ value: JSONValue?) throws {
    let error = try load(changing: "config.json", to: configuration((field, value)))
    #expect(error != nil, "\(field)")
    if let error = error as? ArchitectureError {
      #expect(error.message.contains(field) || field == "model_type" || field == "hidden_size")
    }
  }

  @Test(arguments: ["", "{", "[]", "null", "{}", "\u{0}", #"{"model_type": {}}"#, String(repeating: "[", count: 5000)])
  func garbageInConfigurationIsRefused(_ text: String) throws {
    #expect(try load(changing: "config.json", to: Data(text.utf8)) != nil)
  }

  @Test(arguments: [
    "", "{", "[]", "3", #"[{"type": "a.Transformer"}]"#, #"[{"type": "a.Transformer", "path": ""}]"#,
    #"[{"type": "a.Transformer", "path": ""}, {"type": "a.Pooling", "path": "../../x"}]"#,
    #"[{"type": "a.Transformer", "path": ""}, {"type": "a.Pooling", "path": "nowhere"}]"#,
    #"[{"type": "a.Transformer", "path": ""}, {"type": "a.Unheard", "path": "1_Pooling"}]"#,
  ])
  func garbageInModulesIsRefused(_ text: String) throws {
    #expect(try load(changing: "modules.json", to: Data(text.utf8)) != nil)
  }

  @Test(arguments: [
    "{}", #"{"word_embedding_dimension": 23, "pooling_mode_mean_tokens": true}"#,
    #"{"word_embedding_dimension": 24}"#,
    #"{"word_embedding_dimension": 24, "pooling_mode_weightedmean_tokens": true}"#,
    #"{"word_embedding_dimension": 24, "pooling_mode_mean_tokens": true, "pooling_mode_cls_token": true}"#,
  ])
  func poolingThatIsNotComputedIsRefused(_ text: String) throws {
    #expect(try load(changing: "1_Pooling/config.json", to: Data(text.utf8)) != nil)
  }

  @Test(arguments: ["config.json", "model.safetensors", "vocab.txt", "1_Pooling/config.json"])
  func missingFilesAreErrors(_ file: String) throws {
    #expect(try load(changing: file, to: nil) != nil)
  }

  @Test func aMissingShardIsAnError() throws {
    #expect(try load("gelu-sharded-no-pooler", changing: "model-00002-of-00002.safetensors", to: nil) != nil)
    #expect(try load("gelu-sharded-no-pooler", changing: "model.safetensors.index.json", to: Data("{}".utf8)) != nil)
    let outside = Data(#"{"weight_map": {"a": "../x.safetensors"}}"#.utf8)
    #expect(try load("gelu-sharded-no-pooler", changing: "model.safetensors.index.json", to: outside) != nil)
  }

  @Test func truncatedWeightsAreRefusedAtEveryLength() throws {
    let whole = try Data(
      contentsOf: URL(fileURLWithPath: FixtureModels.directory("gelu-3-layers") + "/model.safetensors"))
    for count in stride(from: 0, to: whole.count, by: 997) {
      #expect(try load(changing: "model.safetensors", to: whole.prefix(count)) != nil, "cut to \(count) bytes")
    }
  }

  @Test func referencesThatCannotBeComputedAreErrors() throws {
    let model = FixtureModels.directory("gelu-sharded-no-pooler")
    // Made for a model with a pooler and other sizes.
    let reference = FixtureModels.reference("gelu-3-layers")
    #expect(throws: ArchitectureError.self) { try ModelVerifier.verify(directory: model, reference: reference) }
    // Weights are no reference.
    let weights = FixtureModels.directory("gelu-3-layers") + "/model.safetensors"
    let error = #expect(throws: ModelError.self) { try ModelVerifier.verify(directory: model, reference: weights) }
    #expect(error?.code == "reference-unsupported" && error?.message.contains("embeddings.LayerNorm.bias") == true)
  }
}
