import Foundation
import Heads
import Inference
import Layers
import Models
import Tensors
import TestSupport
import Testing

/// Prints what heads cost beside the backbone, in processor time; for people, so it runs only when asked to.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["STET_MEASURE"] != nil, "STET_MEASURE is not set"))
struct AnalysisSpeedTests {
  static let heads: [String: HeadSpecification] = [
    "entities": .tokens(labels: ["O"] + (0..<8).flatMap { ["B-\($0)", "I-\($0)"] }),
    "speech": .tokens(labels: (0..<17).map { "POS\($0)" }), "phrases": .tokens(labels: ["O", "B", "I"]),
    "roles": .sentences(labels: ["a", "b", "c", "d", "e"]), "salience": .salience(),
    "mood": .sequence(labels: ["a", "b"]), "topic": .sequence(labels: (0..<150).map { "T\($0)" }),
  ]

  @Test(.enabled(if: SharedData.miniLM != nil, "needs the model all-MiniLM-L6-v2"))
  func headsBesideTheBackbone() throws {
    try FixtureModels.withTemporaryFolder { folder in
      let base = try ModelDirectory(path: #require(SharedData.miniLM))
      let checkpoint = try Checkpoint(directory: base.path)
      let store = ParameterStore(nil, seed: 2)
      for (name, head) in Self.heads {
        let weights = WeightSource(store, prefix: HeadNames.prefix(of: name), creating: true)
        _ = try Head(head, hidden: 384, weights: weights)
      }
      var tensors = store.parameters.map { WritableTensor($0, part: 0) }
      for stored in checkpoint.tensors.values where stored.isWeight {
        tensors.append(WritableTensor(stored.name, stored.shape, try stored.floats()))
      }
      try BundleWriter.write(
        BundleWriter.Contents(base: base, weights: tensors, heads: Self.heads), to: folder + "/bundle")
      let encoder = try SentenceEncoder(directory: folder + "/bundle", threads: 1)
      try measure(encoder)
    }
  }

  private func measure(_ encoder: SentenceEncoder) throws {
    let sentence =
      "In 1843, Ada Lovelace published the first algorithm intended for a machine in London, as far as we know today."
    let texts = [[UInt8]](repeating: Array(sentence.utf8), count: 20)
    var ratios: [Double] = []
    var plain = 0.0
    for _ in 0..<15 {
      plain = seconds { _ = try? encoder.analyse(texts, heads: []) }
      ratios.append(seconds { _ = try? encoder.analyse(texts) } / plain)
    }
    print("tokens", encoder.tokenize(texts[0]).count, "backbone", plain / 20 * 1e3, "ms, all heads", ratios.sorted()[7])
    #expect(try encoder.analyse(texts)[0].outputs.count == Self.heads.count)
  }

  private func seconds(_ body: () -> Void) -> Double {
    let start = clock()
    body()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}
