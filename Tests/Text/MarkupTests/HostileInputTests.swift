import TestSupport
import Testing

@testable import Markup

/// Texts that make naive parsers slow or wrong; here only that every one is read and mapped right.
@Suite struct HostileInputTests {
  private static let units = [
    "[", "![", "]", "[a](", "<", "<!--", "*", "**a ", "_a*", "`", "`` ` ", "> ", "- ", "1. ", "|", "$", "$$", "\\", "&",
    "&#",
    "[a]: b\n", "[^", "<a ", "a\n", "\r", "\0", "\t", "#", "~~", "|-|\n", "(", "www.", "a@", "http://",
  ]

  @Test(arguments: units) func repetitionIsRead(unit: String) {
    read(Array(String(repeating: unit, count: 800 / unit.utf8.count).utf8))
  }

  @Test(arguments: 0..<10) func anyBytesAreRead(seed: Int) {
    var random = SeededRandom(UInt64(seed))
    for _ in 0..<20 {
      read((0..<200).map { _ in UInt8.random(in: 0...255, using: &random) })
      read(Array((0..<60).map { _ in Self.units.randomElement(using: &random)! }.joined().utf8))
    }
  }

  private func read(_ bytes: [UInt8]) {
    for format in MarkupFormats.all {
      let parts = sections(of: bytes, format)
      #expect(parts.flatMap(\.bytes) == bytes)
      for part in parts {
        _ = format.names(in: part.bytes, state: part.state)
        var end = 0
        for block in format.blocks(in: part.bytes, state: part.state, defined: ["a"]) {
          checkMap(block, part.bytes)
          #expect(block.sourceRange.lowerBound >= end)
          end = block.sourceRange.upperBound
        }
      }
    }
  }
}
