import TestSupport
import Testing
import VectorSearch

@Suite struct VectorCodecTests {
  @Test(arguments: [0, 1, 7, 384, 385], VectorPrecision.allCases)
  func bytesGiveTheVectorBack(_ dimension: Int, _ precision: VectorPrecision) throws {
    var random = SeededRandom(1)
    let vector = (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
    let bytes = VectorCodec.encode(vector, precision: precision)
    #expect(bytes.count == 1 + dimension * precision.size)
    let decoded = try VectorCodec.decode(bytes)
    #expect(decoded.count == dimension)
    #expect(zip(decoded, vector).allSatisfy { abs($0 - $1) <= (precision == .full ? 0 : 0.0005) })
    #expect(VectorCodec.encode(decoded, precision: precision) == bytes)
  }

  @Test func refusesOtherBytes() {
    #expect(throws: (any Error).self) { try VectorCodec.decode([]) }
    #expect(throws: (any Error).self) { try VectorCodec.decode([9, 0, 0, 0, 0]) }
    #expect(throws: (any Error).self) { try VectorCodec.decode([1, 0, 0, 0]) }
    #expect(throws: (any Error).self) { try VectorCodec.decode([2, 0, 0, 0]) }
  }
}
