import Foundation
import TestSupport

/// The tiny models beside this file, made by `Fixtures/generate.py`.
enum FixtureModels {
  static let folder = SharedData.repository + "/Tests/Engine/ModelsTests/Fixtures"
  static let names = [
    "gelu-3-layers", "gelu-new-prefixed", "gelu-sharded-no-pooler", "relu-float16", "silu-bfloat16-long",
  ]
  /// Other families, and Stet's own case features; made by `Fixtures/generate_tasks.py`, as are the next.
  static let families = ["distilbert", "roberta", "bert-cases"]
  /// Decoders, made by `Fixtures/generate_decoders.py`; the bare one predicts no tokens in its reference.
  static let decoders = [
    "gpt2-bare", "gpt2-tied", "gpt2-untied", "llama-grouped", "llama-tied", "mistral", "qwen2",
  ]
  /// A model with low-rank adapters and a head of their own beside it.
  static let adapted = "bert-adapted"
  /// Families with task heads.
  static let tasks = ["bert", "distilbert", "roberta"].flatMap { family in
    ["tokens", "sequence", "answers"].map { "\(family)-\($0)" }
  }

  static func directory(_ name: String) -> String { folder + "/" + name }
  static func reference(_ name: String) -> String { directory(name) + "/reference.safetensors" }

  /// Where `generate.py --model` wrote its output, nil when it was not run.
  static let miniLMReference: String? = ProcessInfo.processInfo.environment["MINILM_REFERENCE"].flatMap {
    FileManager.default.fileExists(atPath: $0 + "/reference.safetensors") ? $0 : nil
  }

  /// Runs `body` on a copy of a model that it may damage.
  static func withCopy<Result>(of name: String, _ body: (String) throws -> Result) throws -> Result {
    try withTemporaryFolder { folder in
      let copy = folder + "/" + name
      try FileManager.default.copyItem(atPath: directory(name), toPath: copy)
      return try body(copy)
    }
  }

  /// A folder that is gone afterwards.
  static func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "stet-models-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }
}
