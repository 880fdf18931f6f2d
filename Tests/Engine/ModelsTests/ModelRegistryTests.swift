import Foundation
import Models
import Support
import TestSupport
import Testing

@Suite struct ModelRegistryTests {
  @Test func addedModelsAreListedAndFound() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder + "/models")
      #expect(registry.list().isEmpty)
      let added = try registry.add(FixtureModels.directory("gelu-3-layers"), name: "tiny")
      try registry.add(FixtureModels.directory("gelu-sharded-no-pooler"), link: true)
      let all = registry.list()
      #expect(all.map(\.name) == ["gelu-sharded-no-pooler", "tiny"])
      #expect(all.allSatisfy { $0.problem == nil && $0.architecture == "bert" && $0.size > 10_000 })
      #expect(all[1].task == .sentenceEmbedding && all[1].dimensions == 24)
      #expect(all[1].fingerprint == added.fingerprint && all[0].fingerprint != added.fingerprint)
      #expect(try ModelBundle(directory: registry.find("tiny")).fingerprint == added.fingerprint)
      // Nothing half-made stays behind.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/models").count == 2)
    }
  }

  @Test func aMissingModelSaysWhatToRun() throws {
    let error = #expect(throws: ModelError.self) { try ModelRegistry(root: "/nonexistent", shipped: "/none").find() }
    #expect(error?.code == "model-not-found" && error?.message.contains("/nonexistent or /none") == true)
    #expect(error?.hint.contains("make install") == true && error?.hint.contains("STET_MODELS") == true)
    let other = #expect(throws: ModelError.self) { try ModelRegistry(root: "/nonexistent").find("other") }
    #expect(other?.hint.contains("stet models add") == true)
  }

  @Test func whatCameWithTheProgramIsFoundAndTheUsersOwnHidesIt() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let shipped = ModelRegistry(root: folder + "/shipped")
      for name in ["stet-en", "other"] { try shipped.add(FixtureModels.directory("relu-float16"), name: name) }
      let registry = ModelRegistry(root: folder + "/models", shipped: folder + "/shipped")
      #expect(try registry.find() == folder + "/shipped/stet-en")
      #expect(registry.list().map(\.name) == ["other", "stet-en"])
      try registry.add(FixtureModels.directory("gelu-3-layers"), name: "stet-en")
      #expect(try registry.find() == folder + "/models/stet-en")
      #expect(registry.list().map(\.directory) == [folder + "/shipped/other", folder + "/models/stet-en"])
    }
  }

  @Test(arguments: [
    ("prefix/bin/stet", "prefix/share/stet/models"),
    ("repository/.build/x86_64-unknown-linux-gnu/release/stet", "repository/Sources/Engine/DefaultBundle"),
    ("repository/.build/debug/tests.xctest", "repository/Sources/Engine/DefaultBundle"),
  ])
  func aProgramFindsItsModelsWhereverItLies(program: String, models: String) throws {
    try FixtureModels.withTemporaryFolder { folder in
      #expect(ShippedModels.folder(for: folder + "/" + program) == nil)
      try FileManager.default.createDirectory(atPath: folder + "/" + models, withIntermediateDirectories: true)
      #expect(ShippedModels.folder(for: folder + "/" + program) == folder + "/" + models)
      let registry = ModelRegistry(environment: ["HOME": "/h"], executable: folder + "/" + program)
      #expect(registry.shipped == folder + "/" + models && registry.root == "/h/.local/share/stet/models")
    }
  }

  @Test func aProgramOfNoFolderFindsNone() {
    for path in ["", "/", "stet", "/stet"] { #expect(ShippedModels.folder(for: path) == nil) }
  }

  @Test(arguments: ["", ".", "..", "../x", "a/b", ".hidden", "a b", "naïve"])
  func namesThatAreNoFolderAreRefused(_ name: String) throws {
    try FixtureModels.withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      #expect(throws: ModelError.self) { try registry.find(name) }
      #expect(throws: ModelError.self) { try registry.add(FixtureModels.directory("relu-float16"), name: name) }
    }
  }

  @Test func onlyModelsThatLoadAreAddedAndNoneIsOverwritten() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let registry = ModelRegistry(root: folder)
      #expect(throws: ModelError.self) { try registry.add(FixtureModels.folder, name: "none") }
      try registry.add(FixtureModels.directory("relu-float16"), name: "one")
      let error = #expect(throws: ModelError.self) {
        try registry.add(FixtureModels.directory("relu-float16"), name: "one")
      }
      #expect(error?.code == "model-exists")
      #expect(registry.list().count == 1)
    }
  }

  @Test func theEnvironmentChoosesTheFolder() {
    #expect(ModelRegistry(environment: ["STET_MODELS": "/m"]).root == "/m")
    #expect(ModelRegistry(environment: ["HOME": "/h"]).root == "/h/.local/share/stet/models")
  }

  @Test(arguments: ["model.safetensors", "config.json", "vocab.txt", "1_Pooling/config.json"])
  func theFingerprintSeesEveryFile(_ file: String) throws {
    try FixtureModels.withCopy(of: "gelu-3-layers") { model in
      let directory = try ModelDirectory(path: model)
      let before = try Fingerprint(directory: model, files: directory.computingFiles)
      let url = URL(fileURLWithPath: model + "/" + file)
      var bytes = try Data(contentsOf: url)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: url)
      let after = try Fingerprint(directory: model, files: directory.computingFiles)
      #expect(before != after && before.description.count == 32)
    }
  }

  @Test func textsThatComputeNothingDoNotChangeTheFingerprint() throws {
    try FixtureModels.withCopy(of: "gelu-3-layers") { model in
      let before = try ModelBundle(directory: model).fingerprint
      try Data("notes".utf8).write(to: URL(fileURLWithPath: model + "/README.md"))
      #expect(try ModelBundle(directory: model).fingerprint == before)
    }
  }
}
