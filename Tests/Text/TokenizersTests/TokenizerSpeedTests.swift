import Foundation
import Testing

@testable import Tokenizers

/// Prints how fast a tokenizer is on the lines that `Fixtures/parity.py` wrote, in processor time; for people, so it runs only when asked to.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["STET_MEASURE"] != nil, "STET_MEASURE is not set"))
struct TokenizerSpeedTests {
  @Test(.enabled(if: CorpusParityTests.folder != nil, "needs STET_TOKENIZER_PARITY, the folder that parity.py wrote"))
  func encodesLines() throws {
    let folder = try #require(CorpusParityTests.folder)
    let model = String(decoding: try Fixture.bytes(folder + "/model"), as: UTF8.self)
    let lines = try Fixture.lines(at: folder + "/lines.bin")
    let loading = clock()
    let tokenizer = try TokenizerLoader.load(directory: model)
    print("loading", Double(clock() - loading) / Double(CLOCKS_PER_SEC), "s")
    var encoding = Encoding()
    let times = (0..<7).map { _ in
      let start = clock()
      for line in lines {
        encoding.removeAll()
        line.withUnsafeBufferPointer { _ = tokenizer.encode($0, addSpecialTokens: true, limit: nil, into: &encoding) }
      }
      return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
    print(Double(lines.reduce(0) { $0 + $1.count }) / (times.min() ?? 1) / 1e6, "MB/s")
    #expect(!encoding.isEmpty || lines.last?.isEmpty ?? true)
  }
}
