import Features
import Inference
import Models
import Store
import TestSupport

/// The bundle beside this file, whose heads know a dozen words by heart; made by `Fixtures/generate.py`.
enum TinyBundle {
  static let directory = SharedData.repository + "/Tests/Workspace/FeaturesTests/Fixtures/tiny-bundle"

  /// The model with an engine and an empty cache of its own.
  static func annotator(cache: SentenceCache? = nil, model: String = directory) throws -> Annotator {
    let engine = InferenceEngine(encoder: try SentenceEncoder(directory: model, threads: 1))
    let cache = cache ?? SentenceCache(configuration: SentenceCache.Configuration(path: nil), notice: { _ in })
    return Annotator(vectors: SentenceVectors(engine: engine, cache: cache))
  }
}
