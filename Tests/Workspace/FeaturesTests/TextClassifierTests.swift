import Documents
import Features
import Heads
import Inference
import Testing
import Text

/// Labels of texts, with a model that knows good, bad, lamps, tides and bread.
@Suite(.timeLimit(.minutes(1))) struct TextClassifierTests {
  private let engine: InferenceEngine

  init() throws { engine = try Fixture.wordEngine() }

  private func labels(_ text: String, by unit: ClassificationUnit, _ head: String? = nil) async throws -> [[String]] {
    let classifier = try TextClassifier(engine: engine, head: head)
    let texts = Fixture.snapshot(text).texts(by: unit)
    return try await classifier.classify(texts, lane: .background).map { prediction in
      prediction.chosen.map { classifier.specification.labels[$0] }
    }
  }

  private let text = "# A bad day\n\nThe *good* lamp was lit. The bread was awful.\n\n- a lovely, lovely tide\n"

  @Test func `each unit gets labels of its own`() async throws {
    #expect(try await labels(text, by: .sentence) == [["negative"], ["positive"], ["negative"], ["positive"]])
    #expect(try await labels(text, by: .document).count == 1)
    #expect(try await labels(text, by: .paragraph).count == 3)
    #expect(
      try await labels("a good day\r\n\nan awful day", by: .line).map(\.first).filter { $0 == "negative" }.count >= 1)
  }

  @Test func `units tell their bytes`() {
    let snapshot = Fixture.snapshot(text)
    func sources(_ unit: ClassificationUnit) -> [String] {
      snapshot.texts(by: unit).map { String(decoding: snapshot.rope.bytes[$0.range], as: UTF8.self) }
    }
    #expect(sources(.document) == [text])
    #expect(sources(.sentence)[1] == "The *good* lamp was lit.")
    #expect(sources(.paragraph)[1] == "The *good* lamp was lit. The bread was awful.")
    #expect(String(decoding: snapshot.texts(by: .sentence)[1].text, as: UTF8.self) == "The good lamp was lit.")
  }

  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\r\n\r\nb", ["a", "", "b"]), ("\r\n", [""]),
    ("a\rb\n", ["a\rb"]),
  ])
  func `every line is one text`(text: String, lines: [String]) {
    let snapshot = Document(uri: "", languageID: "", version: 0, utf8: Array(text.utf8)).snapshot
    #expect(snapshot.texts(by: .line).map { String(decoding: $0.text, as: UTF8.self) } == lines)
  }

  @Test func `any number of labels may hold`() async throws {
    #expect(
      try await labels("the lamp and the tide\nBob and Ada\nbread", by: .line, "topics").map(Set.init) == [
        ["light", "sea"], [], ["bread"],
      ])
  }

  @Test func `a head of sentences sees them together`() async throws {
    let text = "The aim is this. A method to bake. The results show it."
    #expect(try await labels(text, by: .sentence, "roles") == [["objective"], ["method"], ["result"]])
  }

  @Test func `a text that is too long is the mean of its parts`() async throws {
    let classifier = try TextClassifier(engine: engine)
    let long = Array(repeating: "It was a good day in London and in Paris and in Norway.", count: 60)
    let texts = Fixture.snapshot((long + ["It was bad, awful and sad."]).joined(separator: " ")).texts(by: .document)
    #expect(engine.encoder.tokenize(texts[0].text).count == engine.encoder.maximumTokens)
    let before = engine.modelPasses
    let prediction = try #require(try await classifier.classify(texts, lane: .background).first)
    #expect(engine.modelPasses - before > 1)
    #expect(prediction.chosen == [1])
    #expect(abs(prediction.scores.reduce(0, +) - 1) < 1e-4)
    // All of it counts, not the beginning alone.
    let short = Fixture.snapshot(long.joined(separator: " ")).texts(by: .document)
    let rest = try #require(try await classifier.classify(short, lane: .background).first)
    #expect(prediction.scores[0] > rest.scores[0])
  }

  @Test(arguments: ["entities", "answers", "salience", "nothing"])
  func `a head that does not classify is an error that lists those that do`(head: String) {
    let error = #expect(throws: InferenceError.self) { try TextClassifier(engine: engine, head: head) }
    #expect(error?.hint.contains("roles, sentiment, topics") == true)
    #expect(error?.code == (head == "nothing" ? "head-unknown" : "head-unfit"))
  }

  @Test func `without a name it is sentiment`() throws {
    #expect(try TextClassifier(engine: engine).head == "sentiment")
  }
}
