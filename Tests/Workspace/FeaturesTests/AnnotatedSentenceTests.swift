import Documents
import Features
import Inference
import TestSupport
import Testing
import Text

/// Sentences with their words and what heads say, with a model that knows names, places and lamps.
@Suite(.timeLimit(.minutes(1))) struct AnnotatedSentenceTests {
  private let annotator: Annotator

  init() throws { annotator = Annotator(vectors: Fixture.vectors(of: try Fixture.wordEngine())) }

  private func words(_ text: String) async throws -> [String] {
    try await annotator.sentences(of: Fixture.snapshot(text), heads: [], lane: .background).flatMap(\.words).map(\.text)
  }

  @Test(arguments: [
    ("It was 3.14, or 1,880.", ["It", "was", "3.14", ",", "or", "1,880", "."]),
    ("The U.S. met it.", ["The", "U.S.", "met", "it", "."]), ("Ada's lamp", ["Ada", "'s", "lamp"]),
    ("We don’t show.", ["We", "don", "’t", "show", "."]), ("Who is 'Bob'?", ["Who", "is", "'", "Bob", "'", "?"]),
    ("a well-lit lamp...", ["a", "well", "-", "lit", "lamp", ".", ".", "."]),
  ])
  func `words are told apart as readers do`(text: String, expected: [String]) async throws {
    #expect(try await words(text) == expected)
  }

  @Test func `words and spans say where they stand in the source`() async throws {
    let text = "# Notes\r\n\r\n*Ada* **Lovelace** 🕯 met `x` Bob in\r\nLondon.\r\n"
    let snapshot = Fixture.snapshot(text)
    let found = try await annotator.sentences(of: snapshot, heads: ["entities", "pos"], lane: .background)
    let sentence = try #require(found.last)
    func source(_ range: Range<Int>) -> String { String(decoding: snapshot.rope.bytes[range], as: UTF8.self) }
    for word in sentence.words where word.text != "🕯" { #expect(source(word.range) == word.text) }
    let entities = try #require(sentence.annotations["entities"]).ranges
    #expect(entities.map(\.label) == ["person", "person", "location"])
    #expect(entities.map { source($0.range) } == ["Ada* **Lovelace", "Bob", "London"])
    #expect(sentence.annotations["pos"]?.ranges.first?.label == "PROPN")
  }

  @Test func `words that are given get a label each`() async throws {
    let sentences = [["Ada", "Lovelace", "met", "Bob", "in", "London", "."], [], ["The", "U.S.", "lamp", "\u{200B}"]]
    let columns = try await annotator.columns(
      ofWords: sentences, heads: ["entities", "pos", "roles", "salience", "topics"], lane: .background)
    #expect(columns[0]["entities"] == ["B-person", "I-person", "O", "B-person", "O", "B-location", "O"])
    #expect(columns[0]["pos"] == ["PROPN", "PROPN", "VERB", "PROPN", "ADP", "PROPN", "PUNCT"])
    #expect(columns[1] == ["entities": [], "pos": [], "roles": [], "salience": [], "topics": []])
    #expect(columns[2]["entities"] == ["O", "O", "O", "O"])
    #expect(columns[2]["topics"] == ["light", "light", "light", "light"])
    #expect(columns[0]["roles"] == Array(repeating: "other", count: 7))
    #expect(columns[0]["salience"]?.first?.count == 4)
  }

  @Test func `a sentence that is longer than the model's limit keeps all its words`() async throws {
    let words = Array(repeating: ["Ada", "met", "Bob", "in", "Paris", "."], count: 60).flatMap { $0 }
    let columns = try await annotator.columns(ofWords: [words], heads: ["entities"], lane: .background)
    let labels = try #require(columns.first?["entities"])
    #expect(labels.count == words.count)
    #expect(
      labels == Array(repeating: ["B-person", "O", "B-person", "O", "B-location", "O"], count: 60).flatMap { $0 })
  }

  @Test func `heads that answer questions do not annotate`() async throws {
    #expect(annotator.usualHeads == ["entities", "phrases", "pos", "roles", "salience"])
    await #expect(throws: InferenceError.self) {
      try await annotator.columns(ofWords: [["a"]], heads: ["answers"], lane: .background)
    }
  }
}
