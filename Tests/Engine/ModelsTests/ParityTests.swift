import Architectures
import Foundation
import Inference
import JSON
import Layers
import Models
import Support
import Tensors
import TestSupport
import Testing

/// Stet's numbers against those of PyTorch.
@Suite struct ParityTests {
  @Test(
    arguments: FixtureModels.names + FixtureModels.families + FixtureModels.tasks + [FixtureModels.adapted]
      + FixtureModels.decoders)
  func randomModelsAgreeWithin1e4(
    name: String
  ) throws {
    let report = try ModelVerifier.verify(
      directory: FixtureModels.directory(name), reference: FixtureModels.reference(name), tolerance: 1e-4)
    #expect(report.passed, "\(report.differences)")
    #expect(!report.differences.isEmpty && report.differences.allSatisfy { $0.count > 0 })
  }

  @Test(
    .enabled(
      if: SharedData.miniLM != nil && FixtureModels.miniLMReference != nil, "needs MINILM_REFERENCE, see generate.py"))
  func miniLMAgreesWithin1e4() throws {
    let directory = try #require(SharedData.miniLM)
    let reference = try #require(FixtureModels.miniLMReference) + "/reference.safetensors"
    let report = try ModelVerifier.verify(directory: directory, reference: reference, tolerance: 1e-4)
    #expect(report.passed && report.differences.count == 3, "\(report.differences)")
  }

  @Test(
    .enabled(
      if: SharedData.miniLM != nil && FixtureModels.miniLMReference != nil, "needs MINILM_REFERENCE, see generate.py"))
  func sentenceVectorsAgreeWithSentenceTransformers() throws {
    let encoder = try SentenceEncoder(directory: #require(SharedData.miniLM))
    let file = try MappedFile(path: #require(FixtureModels.miniLMReference) + "/sentences.json")
    let reference = try JSONValue(parsing: file.bytes)
    let sentences = try #require(reference["sentences"]?.arrayValue).compactMap(\.stringValue)
    let vectors = encoder.encode(sentences.map { Array($0.utf8) })
    for (index, vector) in vectors.enumerated() {
      let expected = try #require(reference["embeddings"][index]?.arrayValue).compactMap(\.doubleValue)
      let cosine = zip(vector, expected).reduce(0) { $0 + Double($1.0) * $1.1 }
      #expect(cosine > 0.99999 && expected.count == encoder.dimensions, "sentence \(index)")
    }
  }

  @Test func aWrongNumberIsNoticed() throws {
    try FixtureModels.withCopy(of: "gelu-3-layers") { model in
      let path = model + "/reference.safetensors"
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      bytes[bytes.count - 2] ^= 0x40
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(try !ModelVerifier.verify(directory: model, reference: path).passed)
    }
  }

  @Test func recordedStepsOnParametersComputeTheSameAsFusedOnes() throws {
    for name in FixtureModels.names {
      let model = try ModelBundle(directory: FixtureModels.directory(name))
      let store = ParameterStore(try Checkpoint(directory: FixtureModels.directory(name)))
      let training = try ArchitectureRegistry.load(
        configuration: model.directory.configuration, weights: WeightSource(store))
      let batch = PackedBatch([[3, 4, 5, 6], [7], [8, 9, 10, 11, 12, 13, 14]])
      let tape = Tape()
      let recorded = training.encode(batch, in: Execution(tape: tape)).elements
      let fused = model.backbone.encode(batch, in: Execution()).elements
      #expect(zip(recorded, fused).allSatisfy { abs($0 - $1) < 1e-4 })
      // Per layer: two of four linear layers feed a sum, one an activation, and two norms follow.
      #expect(tape.count == 6 + 10 * model.backbone.dimensions.layers)
    }
  }

  @Test func aBatchIsThatOfItsSequencesAlone() throws {
    let model = try ModelBundle(directory: FixtureModels.directory("gelu-3-layers"))
    var random = SeededRandom(8)
    let sequences = (0..<12).map { _ in
      (0..<Int.random(in: 1...20, using: &random)).map { _ in Int32.random(in: 0..<19, using: &random) }
    }
    let encoder = SentenceEncoder(model: model, threads: 3)
    let together = encoder.encode(tokens: sequences)
    for (sequence, vector) in zip(sequences, together) {
      let alone = encoder.encode(tokens: [sequence])[0]
      #expect(zip(alone, vector).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }
}
