import Foundation
import JSON
import TestSupport
import Testing

@testable import Tokenizers

/// The same ids and byte ranges as the reference library, on synthetic lines of every awkward kind.
@Suite struct ParityTests {
  @Test(arguments: ["uncased", "cased", "raw", "runs", "added"])
  func matchesTheReference(_ name: String) throws {
    let lines = try #require(Fixture.lines)
    let expected = try Fixture.numbers(at: "\(Fixture.folder)/\(name).expected.bin")
    #expect(lines.count >= 10_000 && expected.count == 2 * lines.count)
    #expect(try differing(Fixture.tokenizer(name), lines, expected).isEmpty)
  }

  @Test(.enabled(if: SharedData.miniLM != nil, "needs the model all-MiniLM-L6-v2"))
  func matchesTheReferenceWithARealVocabulary() throws {
    let lines = try #require(Fixture.lines)
    let expected = try Fixture.numbers(at: "\(Fixture.folder)/model.expected.bin")
    let tokenizer = try TokenizerLoader.load(directory: #require(SharedData.miniLM))
    #expect(differing(tokenizer, lines, expected).isEmpty)
  }

  @Test(.enabled(if: SharedData.miniLM != nil, "needs the model all-MiniLM-L6-v2"))
  func vocabularyFileAndTokenizerFileGiveTheSame() throws {
    let model = try #require(SharedData.miniLM)
    let vocabulary = String(decoding: try Fixture.bytes(model + "/vocab.txt"), as: UTF8.self)
    let lines = try #require(Fixture.lines)
    try TokenizerLoaderTests.withFolder(["vocab.txt": vocabulary]) { folder in
      let (left, right) = (try TokenizerLoader.load(directory: folder), try TokenizerLoader.load(directory: model))
      for index in stride(from: 0, to: lines.count, by: 20) {
        #expect(left.encode(lines[index]) == right.encode(lines[index]))
      }
    }
  }

  /// Blocks with assigned scalars: the first three planes in part, and the tags of plane 14.
  @Test func normalizesScalarsAsTheReferenceDoes() throws {
    let expected = try Fixture.numbers(at: Fixture.folder + "/scalars.bin")
    let rules = Normalization.bert(cleansText: true, isolatesIdeographs: true, stripsAccents: nil, lowercases: true)
    var text = NormalizedText()
    for block in Array(0..<32) + [47, 224, 240] {
      var forms: [UInt8] = []
      for value in block << 12..<(block + 1) << 12 {
        guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
        Array(String(scalar).utf8).withUnsafeBufferPointer {
          text.assign($0, $0.indices, rules: rules, table: .shared)
        }
        forms += text.bytes + [UInt8(ascii: "\n")]
      }
      #expect(Fixture.mixed(forms.lazy.map { UInt32($0) }) == expected[block], "block \(block)")
    }
  }

  @Test func buildsTemplatesTypesAndTruncation() throws {
    let tokenizer = try Fixture.tokenizer("uncased")
    let cases = try JSONValue(parsing: Fixture.bytes(Fixture.folder + "/pairs.json")).arrayValue ?? []
    #expect(cases.count == 12)
    for item in cases {
      let first = Array((item["first"]?.stringValue ?? "").utf8)
      let limit = item["limit"]?.intValue
      let encoding =
        if let second = item["second"]?.stringValue {
          tokenizer.encode(first, pair: Array(second.utf8), limit: limit)
        } else {
          tokenizer.encode(first, limit: limit)
        }
      #expect(encoding.ids.map(Int.init) == item["ids"]?.arrayValue?.compactMap(\.intValue))
      #expect(encoding.typeIDs.map(Int.init) == item["types"]?.arrayValue?.compactMap(\.intValue))
      let template = encoding.sources.map { $0 == Encoding.template ? 1 : 0 }
      #expect(template == item["template"]?.arrayValue?.compactMap(\.intValue))
    }
  }
}

/// The same on the lines that `Fixtures/parity.py` was given.
@Suite struct CorpusParityTests {
  static let folder = ProcessInfo.processInfo.environment["STET_TOKENIZER_PARITY"]

  @Test(.enabled(if: folder != nil, "needs STET_TOKENIZER_PARITY, the folder that parity.py wrote"))
  func matchesTheReference() throws {
    let folder = try #require(Self.folder)
    let model = String(decoding: try Fixture.bytes(folder + "/model"), as: UTF8.self)
    let lines = try Fixture.lines(at: folder + "/lines.bin")
    let expected = try Fixture.numbers(at: folder + "/expected.bin")
    #expect(try differing(TokenizerLoader.load(directory: model), lines, expected).isEmpty)
  }
}
