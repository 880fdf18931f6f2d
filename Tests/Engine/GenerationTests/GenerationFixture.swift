import Foundation
import Models
import TestSupport
import Tokenizers

@testable import Generation

/// Tiny random decoders that those of the models' tests share.
enum GenerationFixture {
  static let folder = SharedData.repository + "/Tests/Engine/ModelsTests/Fixtures/"
  static let names = ["gpt2-tied", "llama-grouped", "llama-tied", "qwen2"]

  static func model(_ name: String) throws -> ModelBundle { try ModelBundle(directory: folder + name) }

  static func generator(_ name: String, cacheLimit: Int = 96 << 20) throws -> TextGenerator {
    try TextGenerator(model(name), cacheLimit: cacheLimit)
  }

  /// Calls `body` with a new folder, which goes afterwards.
  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/stet-generation-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  /// A text of words, blanks, marks, letters of several bytes and bytes that are no text.
  static func text(_ random: inout SeededRandom, parts: Int) -> [UInt8] {
    let pieces: [[UInt8]] = [
      Array(" the".utf8), Array(" in".utf8), Array("er".utf8), Array(" ".utf8), Array("é".utf8), Array("\n".utf8),
      Array(". ".utf8), Array("日".utf8), [0xFF], [0xE2, 0x82], Array("x9".utf8), Array("  ".utf8), Array(" café".utf8),
    ]
    return (0..<parts).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
  }
}
