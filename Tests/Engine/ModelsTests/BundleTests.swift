import Architectures
import Foundation
import Heads
import JSON
import Layers
import Models
import Support
import Tensors
import TestSupport
import Testing

/// Checkpoints with heads, and bundles of several heads over one backbone.
@Suite struct BundleTests {
  private func change(_ model: String, _ change: (inout JSONObject) -> Void) throws {
    let path = model + "/config.json"
    var members = try #require(JSONValue(parsing: MappedFile.contents(of: path)).objectValue)
    change(&members)
    try Data(JSONValue.object(members).encoded()).write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: FixtureModels.tasks)
  func aCheckpointHasTheHeadOfItsClass(_ name: String) throws {
    let model = try ModelBundle(directory: FixtureModels.directory(name))
    let head = try #require(model.heads.first)
    let tasks = ["tokens": "token-classification", "sequence": "text-classification", "answers": "question-answering"]
    #expect(model.heads.count == 1 && head.key == tasks[String(name.split(separator: "-")[1])])
    #expect(head.value.specification.task.rawValue == head.key)
  }

  @Test func labelsAndProblemsAreThoseOfTheConfiguration() throws {
    func specification(_ name: String) throws -> HeadSpecification? {
      try ModelBundle(directory: FixtureModels.directory(name)).heads.first?.value.specification
    }
    #expect(try specification("bert-tokens")?.labels == ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])
    #expect(try specification("bert-sequence")?.problem == .multiLabel)
    #expect(try specification("roberta-sequence")?.problem == .regression)
    #expect(try specification("distilbert-sequence")?.dense == .relu)
    #expect(try ModelBundle(directory: FixtureModels.directory("gelu-3-layers")).heads.isEmpty)
  }

  @Test(arguments: [
    ("id2label", JSONValue.object(["0": "a", "1": "b"]), "tensor-shape"),
    ("id2label", .object(["0": "a", "2": "b"]), "head-invalid"),
    ("architectures", .array(["BertForMultipleChoice"]), "head-unsupported"),
    ("architectures", .array(["BertForQuestionAnswering"]), "tensor-missing"),
  ])
  func headsThatAreNotThereAreErrors(_ field: String, _ value: JSONValue, _ code: String) throws {
    try FixtureModels.withCopy(of: "bert-tokens") { model in
      try change(model) { $0[field] = value }
      let error = #expect(throws: (any Error).self) { try ModelBundle(directory: model) }
      let hinted = try #require(error as? any HintedError)
      #expect(hinted.code == code && !hinted.hint.isEmpty)
    }
  }

  @Test func labelsOfGECToRMakeAHeadOfCorrections() throws {
    let labels = ["$KEEP", "$DELETE", "$APPEND_the", "$REPLACE_on", "@@UNKNOWN@@"]
    func table(_ labels: [String]) -> JSONValue {
      .object(JSONObject(labels.enumerated().map { ("\($0)", .string($1)) }))
    }
    try FixtureModels.withCopy(of: "bert-tokens") { model in
      try change(model) { $0["id2label"] = table(labels) }
      let head = try #require(ModelBundle(directory: model).heads["edit-tagging"])
      #expect(head.specification.task == .edits && head.specification.labels == labels)
      try change(model) { $0["id2label"] = table(labels.reversed()) }
      #expect(throws: HeadError.self) { try ModelBundle(directory: model) }
    }
  }

  @Test func aReferenceForAnotherHeadIsAnError() throws {
    let tokens = FixtureModels.directory("bert-tokens")
    #expect(throws: ModelError.self) {
      try ModelVerifier.verify(directory: tokens, reference: FixtureModels.reference("bert-answers"))
    }
    #expect(throws: ModelError.self) {
      try ModelVerifier.verify(directory: tokens, reference: FixtureModels.reference("bert-sequence"))
    }
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"version": 2, "heads": {}}"#, #"{"version": 1, "heads": []}"#,
    #"{"version": 1, "heads": {"a": {"task": "token-classification", "labels": ["O"]}}}"#,
    #"{"version": 1, "heads": {"../a": {"task": "token-classification", "labels": ["O"], "backbone": "x"}}}"#,
    #"{"version": 1, "heads": {"a": {"task": "?", "labels": ["O"], "backbone": "x"}}}"#,
    #"{"version": 1, "heads": {"a": {"task": "token-classification", "labels": ["O"], "backbone": "x"}}}"#,
  ])
  func impossibleManifestsAreErrors(_ text: String) throws {
    try FixtureModels.withCopy(of: "gelu-3-layers") { model in
      try Data(text.utf8).write(to: URL(fileURLWithPath: model + "/stet.json"))
      let error = #expect(throws: (any Error).self) { try ModelBundle(directory: model) }
      #expect((error as? any HintedError)?.hint.isEmpty == false)
    }
  }

  /// A bundle of two heads over a fixture, with case features and fresh weights.
  private func writeBundle(
    in folder: String, changing fields: [String: JSONValue] = [:]
  ) throws -> (path: String, store: ParameterStore) {
    let base = try ModelDirectory(path: FixtureModels.directory("gelu-3-layers"))
    var configuration = try #require(base.configuration.objectValue)
    configuration["stet_case_features"] = 8
    for (field, value) in fields { configuration[field] = value }
    // Weights of other shapes than the fixture's are new.
    let store = ParameterStore(fields.isEmpty ? try Checkpoint(directory: base.path) : nil)
    let weights = WeightSource(store, creating: true)
    let backbone = try ArchitectureRegistry.load(configuration: .object(configuration), weights: weights)
    let heads: [String: HeadSpecification] = [
      "ner": .tokens(labels: ["O", "B-A", "I-A"]), "mood": .sequence(labels: ["a", "b"]),
    ]
    for (name, specification) in heads {
      _ = try Head(
        specification, hidden: backbone.dimensions.hidden, weights: weights.adding(prefix: HeadNames.prefix(of: name)))
    }
    let tensors = store.parameters.flatMap { parameter in
      parameter.names.indices.map { WritableTensor(parameter, part: $0) }
    }
    let path = folder + "/bundle"
    try BundleWriter.write(
      BundleWriter.Contents(base: base, configuration: .object(configuration), weights: tensors, heads: heads), to: path
    )
    return (path, store)
  }

  @Test func aWrittenBundleComputesWhatItsParametersDo() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let (path, store) = try writeBundle(in: folder)
      let model = try ModelBundle(directory: path)
      #expect(model.heads.keys.sorted() == ["mood", "ner"] && model.backbone.dimensions.caseFeatures == 8)
      #expect(model.sentenceHead.dimensions == 24)
      var batch = PackedBatch()
      batch.append([3, 4, 5, 6], caseIDs: [0, 1, 2, 0])
      let trained = try ArchitectureRegistry.load(
        configuration: model.directory.configuration, weights: WeightSource(store))
      let hidden = trained.encode(batch, in: Execution())
      let loaded = model.backbone.encode(batch, in: Execution())
      #expect(zip(hidden.elements, loaded.elements).allSatisfy { abs($0 - $1) < 1e-4 })
      for (name, head) in model.heads {
        let source = WeightSource(store, prefix: HeadNames.prefix(of: name))
        let expected = try Head(head.specification, hidden: 24, weights: source).forward(hidden, batch, in: Execution())
        let found = head.forward(loaded, batch, in: Execution())
        #expect(zip(expected.elements, found.elements).allSatisfy { abs($0 - $1) < 1e-4 })
      }
      #expect(throws: ModelError.self) { try BundleWriter.convert(path, to: path, as: .float16) }
    }
  }

  @Test func aHeadKeepsToItsBackbone() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let path = try writeBundle(in: folder).path
      let file = path + "/model.safetensors"
      var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      bytes[bytes.count - 1] ^= 1
      try bytes.write(to: URL(fileURLWithPath: file))
      let error = #expect(throws: ModelError.self) { try ModelBundle(directory: path) }
      #expect(error?.code == "backbone-mismatch" && error?.hint.contains("train") == true)
    }
  }

  @Test func aHeadIsAddedWithoutTouchingTheRest() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let path = try writeBundle(in: folder).path
      let before = try ModelBundle(directory: path)
      let weights = [
        WritableTensor("heads.own.classifier.weight", [2, 24], [Float](repeating: 0.5, count: 48)),
        WritableTensor("heads.own.classifier.bias", [2], [1, 2]),
      ]
      for _ in 0..<2 {
        try BundleWriter.addHead("own", .tokens(labels: ["O", "I-X"]), weights: weights, to: path)
      }
      let after = try ModelBundle(directory: path)
      #expect(after.heads.count == 3 && after.fingerprint != before.fingerprint)
      #expect(throws: ModelError.self) {
        try BundleWriter.addHead("../own", .salience(), weights: weights, to: path)
      }
      let tokens = folder + "/tokens"
      try FileManager.default.copyItem(atPath: FixtureModels.directory("bert-tokens"), toPath: tokens)
      #expect(throws: ModelError.self) { try BundleWriter.addHead("own", .salience(), weights: weights, to: tokens) }
    }
  }

  @Test func aSmallerTypeKeepsTheHeads() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let path = try writeBundle(in: folder).path
      try BundleWriter.addHead(
        "own", .salience(),
        weights: [
          WritableTensor("heads.own.classifier.weight", [1, 24], [Float](repeating: 0.5, count: 24)),
          WritableTensor("heads.own.classifier.bias", [1], [1]),
        ], to: path)
      try BundleWriter.convert(path, to: folder + "/half", as: .float16)
      let (full, half) = (try ModelBundle(directory: path), try ModelBundle(directory: folder + "/half"))
      #expect(half.heads.keys.sorted() == full.heads.keys.sorted())
      var batch = PackedBatch()
      batch.append([3, 4, 5], caseIDs: [0, 1, 2])
      for (name, head) in full.heads {
        let expected = head.forward(full.backbone.encode(batch, in: Execution()), batch, in: Execution())
        let found = try #require(half.heads[name]).forward(
          half.backbone.encode(batch, in: Execution()), batch, in: Execution())
        #expect(zip(expected.elements, found.elements).allSatisfy { abs($0 - $1) < 0.05 })
      }
    }
  }

  @Test func eightBitsKeepTheHeadsAndTheirBackbone() throws {
    try FixtureModels.withTemporaryFolder { folder in
      // Wide enough that the vocabulary and the middle of the layers are stored in eight bits.
      let path = try writeBundle(in: folder, changing: ["vocab_size": 3000, "intermediate_size": 3000]).path
      try BundleWriter.convert(path, to: folder + "/int8", as: .int8)
      let (full, small) = (try ModelBundle(directory: path), try ModelBundle(directory: folder + "/int8"))
      #expect(full.storage == .float32 && small.storage == .int8)
      #expect(try small.directory.manifest?.storage == .int8 && full.directory.manifest?.storage == .float32)
      #expect(small.heads.keys.sorted() == full.heads.keys.sorted())
      #expect(small.fingerprint != full.fingerprint && small.resultFingerprints != full.resultFingerprints)
      let types = try Checkpoint(directory: folder + "/int8").tensors.mapValues(\.type)
      #expect(types["embeddings.word_embeddings.weight"] == .int8 && types["heads.ner.classifier.weight"] == .float32)
      var batch = PackedBatch()
      batch.append([3, 4, 5, 40], caseIDs: [0, 1, 2, 0])
      let (a, b) = (full.backbone.encode(batch, in: Execution()), small.backbone.encode(batch, in: Execution()))
      let differences = zip(a.elements, b.elements).map { abs($0 - $1) }
      #expect(differences.max() ?? 0 < 0.05 && differences.max() ?? 0 > 0)
      // A scale is part of the backbone: with another one the heads do not fit.
      let file = folder + "/int8/model.safetensors"
      var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      let name = "embeddings.word_embeddings.weight.scale"
      let header = 8 + Int(bytes.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) })
      let json = try JSONValue(parsing: Array(bytes[8..<header]), maximumDepth: 8)
      let start = try #require(json[name]?["data_offsets"][0]?.intValue)
      bytes[header + start] ^= 1
      try bytes.write(to: URL(fileURLWithPath: file))
      let error = #expect(throws: ModelError.self) { try ModelBundle(directory: folder + "/int8") }
      #expect(error?.code == "backbone-mismatch")
    }
  }

  @Test func aStorageThatIsUnknownIsRefused() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let path = try writeBundle(in: folder).path
      let text = try String(contentsOfFile: path + "/stet.json", encoding: .utf8)
      try text.replacingOccurrences(of: "\"version\":1", with: "\"version\":1,\"storage\":\"int3\"")
        .write(toFile: path + "/stet.json", atomically: true, encoding: .utf8)
      let error = #expect(throws: ModelError.self) { try ModelBundle(directory: path) }
      #expect(error?.code == "manifest-invalid")
    }
  }
}
