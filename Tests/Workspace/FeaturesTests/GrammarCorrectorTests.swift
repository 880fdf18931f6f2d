import Documents
import Features
import Inference
import Models
import Store
import TestSupport
import Testing
import Text

/// The grammar head at work: a bundle that corrects the words in `Tests/Samples/grammar-model/generate.py`.
@Suite struct GrammarCorrectorTests {
  private func corrector(
    cache: SentenceCache? = nil, verifier: (any EditVerifier)? = nil
  ) throws -> (corrector: GrammarCorrector, engine: InferenceEngine) {
    let engine = InferenceEngine(encoder: try SentenceEncoder(directory: SharedData.grammarModel, threads: 1))
    return (try #require(GrammarCorrector(engine: engine, cache: cache, verifier: verifier)), engine)
  }

  private func corrected(_ text: String, with corrector: GrammarCorrector) async throws -> String {
    var bytes = Array(text.utf8)
    let found = try await corrector.findings(in: [Sentence(prose: bytes)], lane: .keystroke)[0]
    for finding in found.reversed() { bytes.replaceSubrange(finding.range, with: finding.replacements[0].text.utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("Their going two the store accept for John", "They're going to the store except for John"),
    ("He go here perhaps.", "He goes here."), ("It is here.", "It is here."), ("", ""),
    // Three passes, not four.
    ("Alpha is here.", "Delta is here."), ("gamma, delta", "omega, omega"),
  ]) func `corrects sentences in up to three passes`(wrong: String, right: String) async throws {
    #expect(try await corrected(wrong, with: corrector().corrector) == right)
  }

  @Test func `may have a model of its own`() async throws {
    let bench = Workbench(
      settings: .init(
        encoder: { SharedData.wordModel }, corrector: { SharedData.grammarModel }, threads: 1, cache: .init(path: nil))
    ) { _ in }
    defer { bench.close() }
    let corrector = try #require(try await bench.corrector())
    #expect(try await corrected("He go here.", with: corrector) == "He goes here.")
    let sentence = Sentence(prose: Array("Their two.".utf8))
    try await bench.annotator().prepare([sentence], heads: [], corrector: corrector, lane: .keystroke)
    #expect(corrector.knownFindings(in: [sentence]).map { $0?.count } == [nil])
  }

  @Test func `says what kind of mistake it is, why, and how sure that is`() async throws {
    let found = try await corrector().corrector.findings(
      in: [Sentence(prose: Array("Their he go.".utf8))], lane: .keystroke)[0]
    #expect(found.map(\.code) == ["grammar.confusion", "grammar.agreement"])
    #expect(
      found.map(\.message) == [
        "“Their” (belonging to them) should probably be “They're” (they are)",
        "The verb does not agree with its subject: “goes”, not “go”",
      ])
    #expect(found.map { ($0.confidence * 100).rounded() } == [98, 80] && found.map(\.isSafe) == [true, false])
  }

  @Test func `what is not sure enough is told with what it lacks`() async throws {
    let engine = InferenceEngine(encoder: try SentenceEncoder(directory: SharedData.grammarModel, threads: 1))
    let corrector = try #require(
      GrammarCorrector(engine: engine, cache: nil, thresholds: EditThresholds(other: 0.7)))
    let texts = ["He go here perhaps.", "perhaps go", "it is here perhaps perhaps"].map { Array($0.utf8) }
    let found = try await corrector.findings(in: texts, lane: .background)
    // The odds of 0.7 are 7/3, those of 0.6 are 3/2.
    #expect(found[0].map { ($0.shortfall * 100).rounded() } == [0, 44])
    // What touches a sure correction is not shown beside it.
    #expect(found[1].map(\.replacement) == ["goes"] && found[2].map(\.shortfall).allSatisfy { $0 > 0 })
    #expect(try await corrector.corrections(of: texts, lane: .background)[2].findings.isEmpty)
    let shown = try await corrector.findings(in: [Sentence(prose: texts[0])], lane: .background)[0]
    #expect(shown.map { ($0.shortfall * 100).rounded() } == [0, 44])
    #expect(shown.map(\.severity) == [.warning, .information])
  }

  @Test func `leaves code and addresses alone`() async throws {
    let snapshot = Fixture.snapshot("Use `their` two. See <https://a.b/two>.\n")
    let found = try await corrector().corrector.findings(in: Array(snapshot.sentences), lane: .background)
    #expect(found.map { $0.map(\.replacements[0].text) } == [["to"], []])
  }

  @Test func `knows what it has looked at, by sentence and by its literals`() async throws {
    let corrector = try corrector().corrector
    let plain = Sentence(prose: Array("go two".utf8))
    let code = Sentence(prose: plain.text, literals: [0..<2])
    #expect(corrector.knownFindings(in: [plain, code]).allSatisfy { $0 == nil })
    _ = try await corrector.findings(in: [plain], lane: .keystroke)
    #expect(corrector.knownFindings(in: [plain, code]).map { $0?.count } == [2, nil])
    let found = try await corrector.findings(in: [code, plain], lane: .keystroke)
    #expect(found.map(\.count) == [1, 2])
    #expect(corrector.knownFindings(in: [plain, code]).map { $0?.count } == [2, 1])
  }

  @Test func `looks at no sentence twice, also after a restart`() async throws {
    let folder = try TemporaryFolder()
    let configuration = SentenceCache.Configuration(path: folder.path + "/cache.sqlite")
    let sentences = ["He go two.", "It is here."].map { Sentence(prose: Array($0.utf8)) }
    let cache = SentenceCache(configuration: configuration)
    let (first, engine) = try corrector(cache: cache)
    let found = try await first.findings(in: sentences, lane: .keystroke)
    // Two sentences, and what the first becomes.
    #expect(engine.modelPasses == 3)
    _ = try await first.findings(in: sentences, lane: .keystroke)
    #expect(engine.modelPasses == 3)
    cache.close()
    let (second, later) = try corrector(cache: SentenceCache(configuration: configuration))
    #expect(try await second.findings(in: sentences, lane: .keystroke) == found)
    #expect(later.modelPasses == 0)
  }

  @Test func `rides along in a pass that is made for vectors`() async throws {
    let cache = SentenceCache(configuration: SentenceCache.Configuration(path: nil))
    let (corrector, engine) = try corrector(cache: cache)
    let annotator = Annotator(vectors: SentenceVectors(engine: engine, cache: cache))
    let sentence = Sentence(prose: Array("It is here.".utf8))
    try await annotator.prepare([sentence], heads: [], corrector: corrector, lane: .keystroke)
    #expect(try await corrector.findings(in: [sentence], lane: .keystroke) == [[]])
    #expect(engine.modelPasses == 1)
  }

  private struct Refusal: EditVerifier {
    func preferences(_ pairs: [(before: [UInt8], after: [UInt8])]) async throws -> [Float] {
      pairs.map { $0.after.count > $0.before.count ? -1 : 1 }
    }
  }

  @Test func `asks a second opinion where there is one`() async throws {
    let corrector = try corrector(verifier: Refusal()).corrector
    #expect(try await corrected("he go", with: corrector) == "he go")
    #expect(try await corrected("two", with: corrector) == "to")
    #expect(corrector.knownFindings(in: [Sentence(prose: Array("he go".utf8))]) == [[]])
  }

  @Test func `is not there without a head`() async throws {
    let engine = InferenceEngine(encoder: try SentenceEncoder(directory: SharedData.wordModel, threads: 1))
    #expect(GrammarCorrector(engine: engine, cache: nil) == nil)
  }
}
