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

  /// A text of words, blanks, marks, letters of several bytes and bytes that are no text.
  static func text(_ random: inout SeededRandom, parts: Int) -> [UInt8] {
    let pieces: [[UInt8]] = [
      Array(" the".utf8), Array(" in".utf8), Array("er".utf8), Array(" ".utf8), Array("é".utf8), Array("\n".utf8),
      Array(". ".utf8), Array("日".utf8), [0xFF], [0xE2, 0x82], Array("x9".utf8), Array("  ".utf8), Array(" café".utf8),
    ]
    return (0..<parts).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
  }
}
