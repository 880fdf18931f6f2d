import Foundation
import Inference
import Models
import Tensors
import TestSupport
import Testing

/// A model that is loaded to serve says nearly what it says in float32.
@Suite struct PrecisionTests {
  private static let texts = [
    "The committee has not yet decided.", "She go to school every days, and they is late.", "", "Yes!",
    "In 1843 Ada Lovelace published notes on the Analytical Engine, a machine that Charles Babbage had designed but never built.",
    "Rivers rise in the mountains, where snow and rain feed the springs; they fall to the plains, and there they slow down.",
  ]
  .map { Array($0.utf8) }

  private func cosine(_ a: [Float], _ b: [Float]) -> Float {
    func dot(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
  }

  @Test func loadingIsExactUnlessSomebodyAsksForMore() throws {
    let model = try ModelBundle(directory: FixtureModels.directory("gelu-3-layers"))
    #expect(model.precision == .exact && model.resultName("a") == "a")
    let fast = try ModelBundle(directory: FixtureModels.directory("gelu-3-layers"), precision: .fast)
    #expect(fast.fingerprint == model.fingerprint && fast.resultFingerprints == model.resultFingerprints)
    #expect((fast.resultName("a") == "a") == PackedKernels.Format.allCases.allSatisfy { PackedKernels.best($0) == nil })
  }

  /// Codes of activations that end at 127, as AVX2 has them, are half as fine.
  @Test(.enabled(if: SharedData.defaultModel != nil))
  func vectorsOfTheDefaultModelKeepTheirDirection() throws {
    let directory = try #require(SharedData.defaultModel)
    let exact = try SentenceEncoder(directory: directory, threads: 1)
    let fast = try SentenceEncoder(directory: directory, threads: 1, precision: .fast)
    let cosines = zip(exact.encode(Self.texts), fast.encode(Self.texts)).map { cosine($0, $1) }
    #expect(cosines.allSatisfy { $0 > 0.99 }, "\(cosines)")
    #expect(cosines.reduce(0, +) / Float(cosines.count) > 0.995, "\(cosines)")
  }

  @Test(.enabled(if: SharedData.defaultModel != nil))
  func aPassWithoutVectorsSaysTheSame() async throws {
    let encoder = try SentenceEncoder(directory: #require(SharedData.defaultModel), threads: 1, precision: .fast)
    let engine = InferenceEngine(encoder: encoder)
    let heads = ["grammar"]
    let whole = try await engine.analyse(Self.texts, heads: heads, lane: .background)
    let short = try await engine.analyse(Self.texts, heads: heads, vectors: false, lane: .background)
    #expect(short.map(\.outputs) == whole.map(\.outputs))
    #expect(short.allSatisfy(\.vector.isEmpty) && whole.allSatisfy { $0.vector.count == encoder.dimensions })
  }
}
