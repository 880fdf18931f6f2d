import Documents
import Features
import Inference

/// A source of corrections that puts words in the place of words, wherever they stand.
struct FakeCorrector: SentenceCorrector {
  let fingerprint: String
  private let words: [(wrong: [UInt8], right: String)]
  private let code: String
  /// Of words that only a document with many mistakes is to be shown.
  private let shortfalls: [String: Double]

  init(
    _ words: [String.SubSequence: String], code: String = "grammar.confusion", fingerprint: String = "fake",
    shortfalls: [String: Double] = [:]
  ) {
    self.shortfalls = shortfalls
    self.words = words.map { (Array($0.utf8), $1) }.sorted { $0.wrong.lexicographicallyPrecedes($1.wrong) }
    (self.code, self.fingerprint) = (code, fingerprint)
  }

  func knownFindings(in sentences: [Sentence]) -> [[SentenceFinding]?] { sentences.map { findings(in: $0.text) } }

  func findings(in sentences: [Sentence], lane: Lane) async throws -> [[SentenceFinding]] {
    sentences.map { findings(in: $0.text) }
  }

  private func findings(in text: [UInt8]) -> [SentenceFinding] {
    words.flatMap { wrong, right in
      text.indices.filter { text[$0...].starts(with: wrong) }.map { start in
        SentenceFinding(
          code: code, range: start..<start + wrong.count, message: "",
          replacements: [.init(text: right, confidence: 1)],
          severity: .warning, confidence: 1, isSafe: false,
          shortfall: shortfalls[String(decoding: wrong, as: UTF8.self)] ?? 0)
      }
    }
  }
}
