import Documents
import Reports
import TestSupport
import Testing
import Text

@Suite struct FixApplierTests {
  private func fix(_ range: Range<Int>, _ text: String?, isSafe: Bool = true) -> Finding {
    Finding(
      code: "a.b", severity: .hint, message: "", range: range,
      replacements: text.map { [.init(text: $0, confidence: 1), .init(text: "second", confidence: 0.1)] } ?? [],
      confidence: 1, isSafe: isSafe)
  }

  @Test func `the first replacement of each safe finding is applied`() {
    let result = FixApplier.apply(
      [fix(4..<8, "quick"), fix(0..<3, "A"), fix(9..<12, "dog", isSafe: false)], to: Array("The qick fox".utf8))
    #expect(String(decoding: result.bytes, as: UTF8.self) == "A quick fox")
    #expect(result.applied.map(\.range) == [0..<3, 4..<8])
    #expect(result.left.map(\.range) == [9..<12])
  }

  @Test(
    arguments: [
      ([0..<2, 1..<3], 1), ([0..<2, 2..<4], 2), ([1..<1, 1..<1], 1), ([0..<1, 1..<1], 2), ([1..<1, 1..<2], 2),
      ([0..<9], 0), ([-1..<1], 0),
    ] as [([Range<Int>], Int)])
  func `overlapping, equal and impossible places`(ranges: [Range<Int>], applied: Int) {
    let result = FixApplier.apply(ranges.map { fix($0, "XY") }, to: Array("abcd".utf8))
    #expect(result.applied.count == applied)
    #expect(result.applied.count + result.left.count == ranges.count)
  }

  @Test func `half a character is never touched`() {
    let bytes = Array("é".utf8)
    #expect(FixApplier.apply([fix(1..<2, "x")], to: bytes).bytes == bytes)
  }

  @Test func `broken bytes stay what they are around a fix`() {
    // Each broken byte is three bytes in the repaired text that findings speak of.
    let bytes: [UInt8] = [0xFF] + Array("teh ".utf8) + [0xC3, 0x28, 0xE2, 0x80] + Array(" teh".utf8)
    let repaired = UTF8Repair.repaired(bytes)
    let end = repaired.count
    let result = FixApplier.apply([fix(3..<6, "the"), fix(7..<10, "x"), fix(end - 3..<end, "the")], to: bytes)
    #expect(result.bytes == [0xFF] + Array("the ".utf8) + [0xC3, 0x28, 0xE2, 0x80] + Array(" the".utf8))
    #expect(result.applied.count == 2 && result.left.count == 1)
  }

  @Test func `a finding without a replacement is left`() {
    #expect(FixApplier.apply([fix(0..<1, nil)], to: [0x61]).left.count == 1)
  }

  @Test func `bytes between fixes are what they were`() {
    var random = SeededRandom(3)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 32..<127, using: &random) }
      let findings = (0..<6).map { _ in
        let start = Int.random(in: 0...bytes.count, using: &random)
        return fix(start..<min(bytes.count, start + Int.random(in: 0...5, using: &random)), "\u{1}")
      }
      let result = FixApplier.apply(findings, to: bytes)
      var rest = bytes
      for finding in result.applied.reversed() { rest.removeSubrange(finding.range) }
      #expect(result.bytes.filter { $0 != 1 } == rest)
      #expect(result.bytes.filter { $0 == 1 }.count == result.applied.count)
    }
  }
}
