import Documents
import Features
import Foundation
import Inference
import Spelling
import Store
import TestSupport

/// What the tests of this target share.
enum Fixture {
  /// nil where Hunspell's en_US is not installed.
  static let checker: SpellChecker? = try? SpellChecker()
  static var hasDictionary: Bool { checker != nil }
  static var hasModel: Bool { SharedData.defaultModel != nil }

  /// The model, loaded once for all tests.
  static let engine = OnceLoaded<InferenceEngine> {
    InferenceEngine(encoder: try SentenceEncoder(directory: SharedData.defaultModel ?? "", threads: 1))
  }

  /// The model with an empty cache of its own.
  static func vectors() async throws -> SentenceVectors {
    SentenceVectors(
      engine: try await engine.value(),
      cache: SentenceCache(configuration: SentenceCache.Configuration(path: nil), notice: { _ in }))
  }

  /// An engine on the bundle of `SharedData.wordModel`, whose predictions are known.
  static func wordEngine() throws -> InferenceEngine {
    InferenceEngine(encoder: try SentenceEncoder(directory: SharedData.wordModel, threads: 1))
  }

  /// Vectors of an engine with an empty cache of their own.
  static func vectors(of engine: InferenceEngine) -> SentenceVectors {
    SentenceVectors(
      engine: engine,
      cache: SentenceCache(configuration: SentenceCache.Configuration(path: nil), notice: { _ in }))
  }

  static func snapshot(_ text: String) -> DocumentSnapshot {
    Document(uri: "file:///a.md", languageID: "markdown", version: 1, utf8: Array(text.utf8)).snapshot
  }
}

/// A folder that goes away with the object.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "stet-features-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }
}
