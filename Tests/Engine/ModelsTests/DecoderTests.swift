import Architectures
import Foundation
import JSON
import Layers
import Models
import Support
import Tensors
import TestSupport
import Testing

/// Decoders against PyTorch, with a cache, with a tape, and with configurations that they cannot follow.
@Suite struct DecoderTests {
  private static let predicting = FixtureModels.decoders.filter { $0 != "gpt2-bare" }

  private static func model(_ name: String) throws -> (any LanguageModel, ModelDirectory) {
    let model = try ModelBundle(directory: FixtureModels.directory(name))
    return (try #require(model.backbone as? any LanguageModel), model.directory)
  }

  /// The tokens that PyTorch decoded, the places of the stored logits, and these.
  private static func continuation(_ name: String) throws -> (ids: [Int32], places: [Int], logits: [Float]) {
    let file = try SafetensorsFile(path: FixtureModels.directory(name) + "/continuation.safetensors")
    let (ids, places) = (try #require(file.tensors["input_ids"]), try #require(file.tensors["places"]))
    return (
      try ids.integers().map(Int32.init), try places.integers().map(Int.init),
      try #require(file.tensors["logits"]).floats()
    )
  }

  @Test(arguments: predicting) func twoHundredDecodedTokensAgreeWithin1e3(name: String) throws {
    let (model, _) = try Self.model(name)
    let (ids, places, expected) = try Self.continuation(name)
    #expect(ids.count == 212 && places.last == 211)
    let (cache, execution) = (model.makeCache(), Execution())
    var found: [Float] = []
    for (start, end) in [(0, 12)] + (12..<ids.count).map({ ($0, $0 + 1) }) {
      let hidden = model.extend(cache, by: Array(ids[start..<end]), in: execution)
      guard places.contains(end - 1) else { continue }
      found += model.logits(hidden.slice(hidden.rows - 1..<hidden.rows), in: execution).elements
    }
    #expect(found.count == expected.count && cache.count == ids.count)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test(arguments: predicting) func aCacheThatIsCutCopiedAndExtendedChangesNothing(name: String) throws {
    let (model, _) = try Self.model(name)
    let ids = try Self.continuation(name).ids.prefix(90)
    let execution = Execution()
    let whole = model.encode(PackedBatch([Array(ids)]), in: execution)
    var random = SeededRandom(5)
    var cache = model.makeCache()
    for _ in 0..<12 {
      let kept = Int.random(in: 0...cache.count, using: &random)
      if Bool.random(using: &random) { cache = cache.copy(first: kept) } else { cache.truncate(to: kept) }
      let end = Int.random(in: kept + 1...ids.count, using: &random)
      let hidden = model.extend(cache, by: Array(ids[kept..<end]), in: execution)
      let expected = whole.slice(kept..<end)
      #expect(zip(hidden.elements, expected.elements).allSatisfy { abs($0 - $1) < 1e-4 }, "\(kept) to \(end)")
    }
  }

  @Test(arguments: FixtureModels.decoders) func recordedStepsComputeTheSameAsFusedOnes(name: String) throws {
    let (model, directory) = try Self.model(name)
    let store = ParameterStore(try Checkpoint(directory: directory.path))
    let weights = WeightSource(store)
    let training = try #require(
      ArchitectureRegistry.load(configuration: directory.configuration, weights: weights) as? any LanguageModel)
    let batch = PackedBatch([[3, 4, 5, 6], [7], [8, 9, 10, 11, 12, 13, 14]])
    let (recording, fused) = (Execution(tape: Tape()), Execution())
    var pairs = [(training.encode(batch, in: recording), model.encode(batch, in: fused))]
    if model.predictsTokens {
      pairs.append((training.logits(pairs[0].0, in: recording), model.logits(pairs[0].1, in: fused)))
    }
    for (recorded, fused) in pairs {
      #expect(zip(recorded.elements, fused.elements).allSatisfy { abs($0 - $1) < 1e-4 })
    }
    #expect(
      store.parameters.contains { $0.name.hasSuffix("lm_head.weight") }
        == (name != "gpt2-bare" && !model.isTied(directory)))
  }

  @Test func branchesOfATreeAreSequencesOfTheirOwn() throws {
    let (model, _) = try Self.model("llama-grouped")
    let execution = Execution()
    let (start, branches): ([Int32], [[Int32]]) = ([5, 6, 7], [[8, 9], [10, 11], [12, 13]])
    let cache = model.makeCache()
    _ = model.extend(cache, by: start, in: execution)
    var rows: [[Float]] = []
    for step in 0..<2 {
      // Tokens stand level after level; a branch sees its own.
      let isSeen = (0..<3).map { branch in (0..<3 * (step + 1)).map { $0 % 3 == branch } }
      let hidden = model.extend(
        cache, by: branches.map { $0[step] }, at: [Int32](repeating: Int32(3 + step), count: 3),
        mask: AttentionMask(isSeen), in: execution)
      rows = (0..<3).map { hidden.slice($0..<$0 + 1).elements }
    }
    for (branch, row) in zip(branches, rows) {
      let alone = model.encode(PackedBatch([start + branch]), in: execution).slice(4..<5).elements
      #expect(zip(alone, row).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test(
    arguments: [
      ("gpt2-tied", "n_head", JSONValue.integer(7)), ("gpt2-tied", "n_embd", 31), ("gpt2-tied", "n_inner", 45),
      ("gpt2-tied", "scale_attn_weights", false), ("gpt2-tied", "scale_attn_by_inverse_layer_idx", true),
      ("gpt2-tied", "add_cross_attention", true), ("gpt2-tied", "activation_function", "quick_gelu"),
      ("gpt2-tied", "tie_word_embeddings", "yes"), ("gpt2-untied", "n_positions", 241),
      ("llama-grouped", "num_key_value_heads", 4), ("llama-grouped", "head_dim", 9), ("llama-grouped", "head_dim", 12),
      ("llama-grouped", "rope_scaling", ["rope_type": "yarn", "factor": 2]),
      ("llama-grouped", "rope_scaling", ["rope_type": "llama3", "factor": 2]),
      ("llama-grouped", "rope_scaling", ["rope_type": "linear", "factor": -2]), ("llama-grouped", "rope_scaling", 3),
      ("llama-grouped", "rope_theta", 0.5), ("llama-grouped", "rope_theta", "high"),
      ("llama-grouped", "attention_bias", 1), ("llama-grouped", "pretraining_tp", 2),
      ("llama-grouped", "intermediate_size", 36), ("llama-grouped", "rms_norm_eps", -1),
      ("mistral", "sliding_window", 4096), ("qwen2", "use_sliding_window", true),
      ("qwen2", "layer_types", ["sliding_attention"]), ("qwen2", "partial_rotary_factor", 0.5),
    ] as [(String, String, JSONValue)])
  func configurationsThatAreNotComputedAreRefused(_ name: String, _ field: String, _ value: JSONValue) throws {
    let directory = try ModelDirectory(path: FixtureModels.directory(name))
    var configuration = try #require(directory.configuration.objectValue)
    configuration[field] = value
    let checkpoint = try Checkpoint(directory: directory.path)
    let error = #expect(throws: (any Error).self) {
      try ArchitectureRegistry.load(configuration: .object(configuration), checkpoint: checkpoint)
    }
    let hinted = try #require(error as? any HintedError)
    #expect(!hinted.hint.isEmpty && (hinted is TensorError || hinted.message.contains(field)), "\(hinted.message)")
  }

  @Test func newerNamesOfRotarySettingsMeanTheSame() throws {
    let directory = try ModelDirectory(path: FixtureModels.directory("llama-grouped"))
    var configuration = try #require(directory.configuration.objectValue)
    var settings = try #require(configuration["rope_scaling"]?.objectValue)
    settings["rope_theta"] = configuration["rope_theta"]
    configuration["rope_parameters"] = .object(settings)
    configuration["rope_scaling"] = nil
    configuration["rope_theta"] = nil
    #expect(try LlamaConfig(.object(configuration)) == LlamaConfig(directory.configuration))
  }

  @Test(arguments: ["gpt2-tied", "llama-grouped", "qwen2"])
  func conversionKeepsWhatIsPredicted(_ name: String) throws {
    try FixtureModels.withTemporaryFolder { folder in
      try BundleWriter.convert(FixtureModels.directory(name), to: folder + "/half", as: .float16)
      let report = try ModelVerifier.verify(
        directory: folder + "/half", reference: FixtureModels.reference(name), tolerance: 5e-2)
      #expect(report.passed && report.differences.contains { $0.output == "logits" }, "\(report.differences)")
    }
  }

  @Test func adaptersAreTrainedBesideRowsAndRefusedWhereWeightsLieTransposed() throws {
    func model(_ name: String, _ target: String) throws -> ParameterStore {
      let directory = try ModelDirectory(path: FixtureModels.directory(name))
      let plan = LowRankAdaptation(rank: 2, alpha: 4, targets: [target])
      let store = ParameterStore(try Checkpoint(directory: directory.path), adaptation: plan)
      _ = try ArchitectureRegistry.load(configuration: directory.configuration, weights: WeightSource(store))
      return store
    }
    #expect(try model("llama-grouped", "q_proj").parameters.count { $0.name.contains("lora_") } == 4)
    let error = #expect(throws: TensorError.self) { try model("gpt2-tied", "c_attn") }
    #expect(error?.code == "adapter-unsupported" && error?.hint.isEmpty == false)
  }

  @Test func listingsTellWhatDecodersAreFor() throws {
    let tasks = try ["gpt2-tied", "qwen2", "gpt2-bare"].map {
      try ModelDirectory(path: FixtureModels.directory($0)).task.rawValue
    }
    #expect(tasks == ["text-generation", "text-generation", "feature-extraction"])
  }

  @Test func aModelWithoutAHeadSaysSo() throws {
    #expect(try !Self.model("llama-grouped").0.dimensions.family.isEmpty)
    let directory = try ModelDirectory(path: FixtureModels.directory("llama-tied"))
    var configuration = try #require(directory.configuration.objectValue)
    configuration["tie_word_embeddings"] = false
    let bare = try ArchitectureRegistry.load(
      configuration: .object(configuration), checkpoint: Checkpoint(directory: directory.path))
    #expect(try !#require(bare as? any LanguageModel).predictsTokens)
  }
}

extension LanguageModel {
  fileprivate func isTied(_ directory: ModelDirectory) -> Bool {
    directory.configuration["tie_word_embeddings"]?.boolValue == true
  }
}
