import TestSupport
import Testing

@testable import Text

@Suite struct SentenceInvariantTests {
  @Test func anyBytesGiveOrderedTrimmedSentencesThatHoldAllText() throws {
    var random = SeededRandom(11)
    let bytes: [UInt8] = Array(" .!?\"')(]['A1ax:;,\n-*=…。？😀é\u{3000}\u{A0}".utf8) + [0xFF, 0xC3, 0xE2, 0x80, 0xF0, 0]
    for _ in 0..<1500 {
      try check((0..<random.below(80)).map { _ in bytes[random.below(bytes.count)] })
    }
    for _ in 0..<100 { try check((0..<random.below(400)).map { _ in UInt8(random.below(256)) }) }
  }

  @Test(arguments: [
    String(repeating: "word ", count: 3000), String(repeating: "x", count: 9000), String(repeating: "日本", count: 2000),
    String(repeating: "one, two three; four ", count: 700), String(repeating: ".", count: 5000),
    String(repeating: "a.b", count: 3000), String(repeating: "😀", count: 1500), String(repeating: " e.g.", count: 2000),
  ])
  func textWithoutAnEndIsCutBelowTheLimit(text: String) throws {
    let bytes = Array(text.utf8)
    try check(bytes)
    for range in SentenceSegmenter().sentences(in: bytes) { #expect(UTF8Repair.isValid(Array(bytes[range]))) }
  }

  @Test func aLongSentenceIsCutAfterAClauseThenBetweenWords() throws {
    let clause = Array((String(repeating: "word ", count: 150) + "end; " + String(repeating: "more ", count: 200)).utf8)
    #expect(SentenceSegmenter().sentences(in: clause).first == 0..<754)
    let plain = Array(String(repeating: "words ", count: 400).utf8)
    let first = try #require(SentenceSegmenter().sentences(in: plain).first)
    #expect(first == 0..<1019)
  }

  /// Long runs of marks must not be read again from every one of them, which would take minutes.
  @Test(arguments: [". ", "? ", "(", "\"", "[1]", "😀", "----- ", ". [a] ", "\nx", "A.", "...\"", "x-", "-"])
  func repeatedMarksAreReadInLinearTime(piece: String) throws {
    let bytes = Array((String(repeating: piece, count: 30_000) + "x").utf8)
    let sentences = SentenceSegmenter().sentences(in: bytes)
    #expect(sentences.allSatisfy { $0.count <= SentenceSegmenter.maximumLength } && !sentences.isEmpty)
  }

  private func check(_ bytes: [UInt8]) throws {
    let sentences = SentenceSegmenter().sentences(in: bytes)
    let scalars = { (range: Range<Int>) in
      bytes.withUnsafeBufferPointer { ProseScalars($0).trimmed(range) }
    }
    var end = 0
    for range in sentences {
      try #require(range.lowerBound >= end && range.upperBound <= bytes.count && !range.isEmpty)
      try #require(range.count <= SentenceSegmenter.maximumLength && scalars(range) == range)
      try #require(scalars(end..<range.lowerBound).isEmpty)
      end = range.upperBound
    }
    try #require(scalars(end..<bytes.count).isEmpty)
  }
}
