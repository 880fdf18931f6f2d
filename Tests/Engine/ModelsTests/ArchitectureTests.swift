import Architectures
import Foundation
import JSON
import Layers
import Models
import Tensors
import TestSupport
import Testing
import Tokenizers

@Suite struct ArchitectureTests {
  @Test func everyFamilyTellsItsSizes() throws {
    let roberta = try ModelBundle(directory: FixtureModels.directory("roberta"))
    // Two of the 22 rows are never used: those up to the id of padding.
    #expect(roberta.backbone.dimensions.maximumTokens == 20 && roberta.backbone.dimensions.types == 1)
    #expect(roberta.tokenizer.encode(" tea").ids.first == roberta.tokenizer.id(of: "<s>"))
    let distilbert = try ModelBundle(directory: FixtureModels.directory("distilbert"))
    #expect(distilbert.backbone.dimensions.family == "distilbert" && distilbert.backbone.dimensions.maximumTokens == 20)
    var batch = PackedBatch()
    batch.append([2, 3], typeIDs: [0, 1])
    #expect(throws: Never.self) { try batch.check(against: distilbert.backbone.dimensions) }
    #expect(throws: ArchitectureError.self) { try batch.check(against: roberta.backbone.dimensions) }
  }

  @Test func caseFeaturesAreAskedForAndChecked() throws {
    let model = try ModelBundle(directory: FixtureModels.directory("bert-cases")).backbone
    #expect(model.dimensions.caseFeatures == 8)
    #expect(throws: ArchitectureError.self) { try PackedBatch([[2, 3]]).check(against: model.dimensions) }
    var batch = PackedBatch()
    batch.append([2, 3], caseIDs: [0, 8])
    #expect(throws: ArchitectureError.self) { try batch.check(against: model.dimensions) }
  }

  @Test func newCaseFeaturesChangeNothing() throws {
    let plain = try ModelBundle(directory: FixtureModels.directory("gelu-new-prefixed"))
    var configuration = try #require(plain.directory.configuration.objectValue)
    configuration["stet_case_features"] = 4
    let store = ParameterStore(try Checkpoint(directory: plain.directory.path))
    let model = try ArchitectureRegistry.load(
      configuration: .object(configuration), weights: WeightSource(store, creating: true))
    var batch = PackedBatch()
    batch.append([3, 4, 5], caseIDs: [1, 2, 3])
    let computed = model.encode(batch, in: Execution()).elements
    let expected = plain.backbone.encode(PackedBatch([[3, 4, 5]]), in: Execution()).elements
    #expect(zip(computed, expected).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(store.has("bert.embeddings.case_embeddings.weight"))
  }

  @Test(arguments: [("distilbert", "dim", 21), ("distilbert", "n_layers", 3), ("roberta", "pad_token_id", 21)])
  func configurationsThatDoNotFitAreRefused(_ name: String, _ field: String, _ value: Int) throws {
    let directory = try ModelDirectory(path: FixtureModels.directory(name))
    var configuration = try #require(directory.configuration.objectValue)
    configuration[field] = .integer(Int64(value))
    let checkpoint = try Checkpoint(directory: directory.path)
    #expect(throws: (any Error).self) {
      try ArchitectureRegistry.load(configuration: .object(configuration), checkpoint: checkpoint)
    }
  }
}
