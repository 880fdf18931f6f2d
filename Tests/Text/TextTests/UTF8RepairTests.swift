import TestSupport
import Testing

@testable import Text

@Suite struct UTF8RepairTests {
  /// Rows of table 3-8 to 3-11 of the Unicode Standard and a few more; `�` stands for one maximal subpart.
  @Test(
    arguments: [
      ([0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41], "��������A"),
      ([0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xED, 0xAF, 0x41], "��������A"),
      ([0xF4, 0x91, 0x92, 0x93, 0xFF, 0x41, 0x80, 0xBF, 0x42], "�����A��B"),
      ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], "����A"),
      ([0x61, 0xE2, 0x82], "a�"), ([0xF0, 0x9F, 0x98], "�"), ([0x80], "�"), ([0xF8, 0x88, 0x80, 0x80, 0x80], "�����"),
      ([0xEF, 0xBB, 0xBF, 0x61], "\u{FEFF}a"), ([0x00, 0xC3, 0xA9], "\0é"), ([], ""),
    ] as [([UInt8], String)])
  func everyMaximalSubpartBecomesOneReplacement(bytes: [UInt8], expected: String) {
    #expect(UTF8Repair.repaired(bytes) == Array(expected.utf8))
  }

  @Test func randomBytesAreRepairedAsTheStandardLibraryDoesIt() throws {
    var random = SeededRandom(3)
    let leads: [UInt8] = [
      0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5,
    ]
    for _ in 0..<2000 {
      let bytes = (0..<random.below(40)).map { _ in
        random.below(3) == 0 ? UInt8(random.below(256)) : leads[random.below(leads.count)]
      }
      let repaired = UTF8Repair.repaired(bytes)
      try #require(repaired == Array(String(decoding: bytes, as: UTF8.self).utf8))
      try #require(UTF8Repair.isValid(repaired) && UTF8Repair.isValid(bytes) == (repaired == bytes))
    }
  }
}
