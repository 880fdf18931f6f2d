import Models
import TestSupport
import Testing

@testable import Features
@testable import Inference

/// Annotations as the cache keeps them.
@Suite struct AnnotationCodecTests {
  private func head(_ name: String) throws -> AnnotationHead {
    try #require(AnnotationHead(name, of: try ModelBundle(directory: TinyBundle.directory)))
  }

  @Test func `what is written is read, to a step of the confidence`() throws {
    let head = try head("entities")
    let codec = AnnotationCodec(head)
    var random = SeededRandom(11)
    for _ in 0..<200 {
      var spans: [AnnotatedSpan] = []
      var end = 0
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let start = end + Int.random(in: 0...300, using: &random)
        end = start + Int.random(in: 1...20_000, using: &random)
        spans.append(
          AnnotatedSpan(
            label: head.labels.randomElement(using: &random) ?? "", bytes: start..<end,
            confidence: Float.random(in: 0...1, using: &random)))
      }
      let words = AnnotatedWords(words: [], labels: [], confidences: [], spans: spans)
      let bytes = try #require(codec.encode(.words(words)))
      let read = try #require(codec.decode(bytes)).ranges
      #expect(read.map(\.range) == spans.map(\.bytes) && read.map(\.label) == spans.map(\.label))
      #expect(zip(read, spans).allSatisfy { abs($0.confidence - $1.confidence) <= 0.5 / 255 + 1e-6 })
    }
  }

  @Test func `a sentence without a name takes one byte`() throws {
    let none = HeadOutput.words(AnnotatedWords(words: [0..<3], labels: [0], confidences: [1], spans: []))
    #expect(AnnotationCodec(try head("entities")).encode(none) == [0])
  }

  @Test(arguments: ["entities", "pos", "sentiment", "salience"])
  func `damaged bytes are nothing, and never crash`(_ name: String) throws {
    let codec = AnnotationCodec(try head(name))
    var random = SeededRandom(3)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      if let ranges = codec.decode(bytes)?.ranges {
        #expect(ranges.allSatisfy { $0.range.lowerBound >= 0 && $0.range.count < 1 << 35 })
      }
    }
    #expect(codec.decode([0x80]) == nil && codec.decode([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]) == nil)
  }

  @Test func `an output of another kind is not kept`() throws {
    #expect(AnnotationCodec(try head("sentiment")).encode(.salience(0.5)) == nil)
  }
}
