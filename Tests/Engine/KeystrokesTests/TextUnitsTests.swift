import TestSupport
import Testing

@testable import Keystrokes

@Suite struct TextUnitsTests {
  private static func units(_ text: [UInt8]) -> [[UInt8]] {
    text.withUnsafeBufferPointer { bytes in TextUnits.ranges(in: bytes).map { Array(bytes[$0]) } }
  }

  @Test(arguments: [
    ("It's late, isn't it?", ["It's", " late", ",", " isn't", " it", "?"]),
    ("a well-known (café)", ["a", " well-known", " (", "café", ")"]),
    ("two  blanks \nand 3.5", ["two", " ", " blanks", " ", "\n", "and", " 3", ".", "5"]),
    ("“Don’t” — she said…", ["“", "Don’t", "”", " —", " she", " said", "…"]),
    ("", []), (" ", [" "]),
  ]) func wordsAndMarksHaveTheBlankBeforeThem(_ text: String, _ expected: [String]) {
    #expect(Self.units(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func unitsLieEndToEndWhateverTheBytes() {
    var random = SeededRandom(1)
    let alphabet: [UInt8] = [0x20, 0x20, 0x61, 0x2E, 0x0A, 0xE2, 0x80, 0x99, 0x94, 0xC3, 0xFF, 0x27]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) }
      let units = Self.units(text)
      #expect(units.allSatisfy { !$0.isEmpty } && Array(units.joined()) == text)
    }
  }
}
