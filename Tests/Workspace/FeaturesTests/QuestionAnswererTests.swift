import Documents
import Features
import Foundation
import Inference
import Store
import Testing
import Text

/// Answers out of documents, with a model that takes 1880 for an answer, then 1815, Ada Lovelace and London.
@Suite(.timeLimit(.minutes(1))) struct QuestionAnswererTests {
  private let engine: InferenceEngine
  private let vectors: SentenceVectors
  private let answerer: QuestionAnswerer

  init() throws {
    engine = try Fixture.wordEngine()
    vectors = Fixture.vectors(of: engine)
    answerer = QuestionAnswerer(engine: engine, vectors: vectors)
  }

  private func ask(_ text: String, _ question: Question = Question("When was it built?")) async throws -> [FoundAnswer]
  {
    try await answerer.answers(to: question, in: Fixture.snapshot(text), path: "a.md")
  }

  private let lamp = """
    # The lamp

    The *keeper* lit the **lamp** at dusk 🕯. It was built in `x` **1880** in Norway.

    - Ada *Lovelace* wrote letters to Charles Babbage
      in London.

    ```
    The lighthouse was built in 1815.
    ```
    """

  @Test func `an answer stands where it says`() async throws {
    let answers = try await ask(lamp)
    let first = try #require(answers.first)
    #expect(first.text == "1880" && first.title == "The lamp" && first.path == "a.md")
    #expect(first.rope.bytes[first.range].elementsEqual("1880".utf8))
    #expect(Array(first.context.utf8)[first.bytesInContext].elementsEqual("1880".utf8))
    #expect(first.context.hasPrefix("The keeper lit the lamp at dusk 🕯. It was built in x 1880 in Norway. Ada"))
    let context = String(decoding: first.rope.bytes[first.contextRange], as: UTF8.self)
    #expect(context.hasPrefix("The *keeper*") || context.hasPrefix("*keeper") || context.hasPrefix("The "))
    #expect(context.hasSuffix("in London."))
    #expect(first.confidence > 0.99 && first.confidence <= 1)
    let second = try #require(answers.dropFirst().first)
    #expect(second.text == "Ada Lovelace" && second.confidence < first.confidence)
    #expect(String(decoding: second.rope.bytes[second.range], as: UTF8.self) == "Ada *Lovelace")
    // Code is not prose.
    #expect(!answers.contains { $0.text == "1815" })
  }

  @Test(arguments: ["", "\n\n", "# Tides\n\nThe tide rises twice a day and the moon shows it.\n", "```\n1880\n```\n"])
  func `there is none where nothing answers`(text: String) async throws {
    #expect(try await ask(text).isEmpty)
  }

  @Test func `as many as asked for, sure enough, each once`() async throws {
    let twice = lamp + "\n\nThe lighthouse that we met was built in 1880 by Bob and Ada Lovelace of Norway.\n"
    let all = try await ask(twice, Question("When?", count: 9))
    #expect(all.map(\.text).filter { $0 == "1880" }.count == 1)
    #expect(all.map(\.confidence) == all.map(\.confidence).sorted(by: >))
    #expect(try await ask(twice, Question("When?", count: 1)).map(\.text) == ["1880"])
    #expect(try await ask(twice, Question("When?", count: 9, minimumConfidence: 0.999)).map(\.text) == ["1880"])
    #expect(try await ask(twice, Question("When?", passages: 0)).isEmpty)
  }

  @Test func `any bytes are read`() async throws {
    let bytes =
      Array("The keeper \u{FEFF}".utf8) + [0xFF, 0x00, 0xC3] + Array(" lamp was built in 1880\r\n by Bob.\r\n".utf8)
    let snapshot = Document(uri: "a.txt", languageID: "", version: 0, utf8: bytes).snapshot
    let answers = try await answerer.answers(to: Question("When?"), in: snapshot, path: "a.txt")
    #expect(answers.first?.text == "1880")
    #expect(answers.first.map { String(decoding: $0.rope.bytes[$0.range], as: UTF8.self) } == "1880")
  }

  @Test func `a model without such a head is an error before anything is read`() async throws {
    await #expect(throws: InferenceError.self) { try await ask("", Question("When?", head: "entities")) }
    await #expect(throws: InferenceError.self) { try await ask("", Question("When?", head: "nothing")) }
  }

  @Test func `a very long paragraph is read where it is closest to the question`() async throws {
    let filler = Array(repeating: "The tide rises twice a day and the moon shows it.", count: 400)
    let text = (filler + ["The lighthouse was built in 1880."] + filler).joined(separator: " ") + "\n"
    let before = engine.modelPasses
    let answer = try #require(try await ask(text, Question("Was the lighthouse built?")).first)
    #expect(answer.text == "1880" && answer.rope.bytes[answer.range].elementsEqual("1880".utf8))
    #expect(answer.context.utf8.count < 4096)
    #expect(engine.modelPasses - before < 40)
  }

  @Test func `what has no ends of sentences is read at its beginning`() async throws {
    let text = "built in 1880 " + String(repeating: "lamp é ", count: 20_000) + "\n"
    let answer = try #require(try await ask(text).first)
    #expect(answer.text == "1880" && answer.context.utf8.count <= 16_384)
  }

  // MARK: An index

  @Test func `the documents of an index answer, as they are now`() async throws {
    let folder = try TemporaryFolder()
    let paths = [
      try folder.write("lamp.md", lamp),
      try folder.write("ada.md", "Ada Lovelace was born in 1815 in London and wrote the program.\n"),
      try folder.write("tides.md", "# Tides\n\nThe tide rises twice a day and the moon shows it.\n"),
    ]
    let index = try PassageIndex(path: folder.path + "/index.sqlite", vectors: vectors)
    _ = try await index.update(paths: paths, owns: { _ in true }, progress: { _ in })
    let search = try index.search()
    func ask(_ wanted: @escaping (String) -> Bool = { _ in true }) async throws -> [FoundAnswer] {
      try await answerer.answers(to: Question("When was it built?", count: 9), in: search, where: wanted) { path in
        (try? Data(contentsOf: URL(fileURLWithPath: path))).map {
          Document(uri: path, languageID: "", version: 0, utf8: [UInt8]($0)).snapshot
        }
      }
    }
    #expect(try await ask().first?.path == paths[0])
    #expect(try await ask { $0 == paths[1] }.map(\.text).contains("1815"))
    #expect(try await ask { $0 == paths[2] }.isEmpty)
    // Changed behind the index's back: the paragraph has moved, and says something else elsewhere.
    try folder.write("lamp.md", "# New\n\nSomething new stands here, six words of it.\n\n" + lamp)
    let moved = try #require(try await ask { $0 == paths[0] }.first)
    #expect(moved.text == "1880" && moved.rope.bytes[moved.range].elementsEqual("1880".utf8))
    try FileManager.default.removeItem(atPath: paths[0])
    #expect(try await ask { $0 == paths[0] }.isEmpty)
  }

  @Test func `an index that nobody chose is begun anew for another model, one that was chosen is not`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/index.sqlite"
    let index = try DocumentIndex(path: path, model: "another", dimensions: vectors.dimensions)
    index.close()
    #expect(throws: StoreError.self) { try PassageIndex(path: path, vectors: vectors) }
    let replaced = try PassageIndex.replaceable(at: path, vectors: vectors)
    let note = try folder.write("a.md", "Ada Lovelace was born in 1815 in London.\n")
    _ = try await replaced.update(paths: [note], owns: { _ in true }, progress: { _ in })
    // The same model finds it again.
    #expect(try PassageIndex.replaceable(at: path, vectors: vectors).counts().documents == 1)
    try Data("no index".utf8).write(to: URL(fileURLWithPath: folder.path + "/other.sqlite"))
    #expect(throws: StoreError.self) {
      try PassageIndex.replaceable(at: folder.path + "/other.sqlite", vectors: vectors)
    }
  }

  @Test func `looks further for documents that are wanted`() async throws {
    let folder = try TemporaryFolder()
    var paths: [String] = []
    for number in 0..<20 {
      paths.append(
        try folder.write("near\(number).md", "When was the lighthouse of Norway built, they wrote \(number).\n"))
    }
    paths.append(try folder.write("far.md", "Bob lived in Paris and baked good bread in 1880.\n"))
    let index = try PassageIndex(path: folder.path + "/index.sqlite", vectors: vectors)
    _ = try await index.update(paths: paths, owns: { _ in true }, progress: { _ in })
    let question = Question("When was the lighthouse built?", passages: 2)
    func ask(_ wanted: (String) -> Bool) async throws -> [FoundAnswer] {
      try await answerer.answers(to: question, in: try index.search(), where: wanted) { path in
        (try? String(contentsOfFile: path, encoding: .utf8)).map(Fixture.snapshot)
      }
    }
    #expect(try await ask { _ in true }.isEmpty)
    #expect(try await ask { $0.hasSuffix("far.md") }.map(\.text) == ["1880"])
  }

  @Test func `stops when it is cancelled`() async throws {
    let (answerer, snapshot) = (answerer, Fixture.snapshot(lamp))
    let work = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await answerer.answers(to: Question("When?"), in: snapshot, path: "")
    }
    await #expect(throws: CancellationError.self) { _ = try await work.value }
  }
}
