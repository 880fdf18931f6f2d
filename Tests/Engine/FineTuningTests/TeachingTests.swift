import Datasets
import Foundation
import Heads
import Inference
import Models
import Support
import Testing

@testable import FineTuning

/// Heads that are taught with a handful of marks.
@Suite struct TeachingTests {
  private func encoder(_ tiny: borrowing TinyBackbone, seed: UInt64 = 1) throws -> SentenceEncoder {
    SentenceEncoder(model: try ModelBundle(directory: tiny.path), threads: 1)
  }

  private static func marked(_ text: String, _ spans: (String, String)...) -> MarkedText {
    MarkedText(
      text: Array(text.utf8),
      spans: spans.compactMap { word, label in
        text.range(of: word).map { range in
          let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
          return MarkedText.Span(bytes: start..<start + word.utf8.count, label: label)
        }
      })
  }

  private static let sentences = [
    marked("Ada met Bob in Paris.", ("Ada", "who"), ("Bob", "who"), ("Paris", "where")),
    marked("the cat sat in Rome.", ("Rome", "where")), marked("a dog ran."),
    marked("Bob ran in Paris", ("Bob", "who"), ("Paris", "where")), marked("we show the result."),
  ]

  private func spans(_ encoder: SentenceEncoder, _ text: String, head: String) throws -> [String] {
    let bytes = Array(text.utf8)
    guard case .words(let words)? = try encoder.analyse([bytes], heads: [head])[0].outputs[head] else { return [] }
    return words.spans.map { "\(String(decoding: bytes[$0.bytes], as: UTF8.self))/\($0.label)" }
  }

  @Test func `spans are learnt by heart and served by the running encoder`() throws {
    let tiny = try TinyBackbone()
    let encoder = try encoder(tiny)
    #expect(throws: InferenceError.self) { try encoder.analyse([[]], heads: ["places"]) }
    let teacher = HeadTeacher(encoder: encoder)
    teacher.lesson.penalty = 1e-4
    let head = try teacher.teach("places", MarkedTexts(Self.sentences))
    #expect(head.labels == ["where", "who"] && head.findsSpans && head.lesson.sentences == 5)
    #expect(head.lesson.marks == ["who": 3, "where": 3])
    try encoder.attach(head)
    #expect(encoder.sentenceHeads == ["places"] && encoder.specifications["places"] == head.specification)
    #expect(try spans(encoder, "Ada met Bob in Paris.", head: "places") == ["Ada/who", "Bob/who", "Paris/where"])
    #expect(try spans(encoder, "a dog ran.", head: "places") == [])
    #expect(encoder.fingerprint(ofHead: "places") == head.fingerprint && head.fingerprint != encoder.fingerprint)
    #expect(encoder.detach("places") && !encoder.detach("places"))
    #expect(throws: InferenceError.self) { try encoder.check(heads: ["places"]) }
  }

  @Test func `the same marks give the same head, and other ones another fingerprint`() throws {
    let tiny = try TinyBackbone()
    let encoder = try encoder(tiny)
    let teacher = HeadTeacher(encoder: encoder)
    let first = try teacher.teach("h", MarkedTexts(Self.sentences))
    let passes = encoder.modelPasses
    let again = try teacher.teach("h", MarkedTexts(Self.sentences))
    #expect(encoder.modelPasses == passes, "states are computed once")
    #expect(first.weights == again.weights && first.fingerprint == again.fingerprint)
    let fewer = try teacher.teach("h", MarkedTexts(Array(Self.sentences.prefix(3))))
    #expect(fewer.fingerprint != first.fingerprint)
  }

  @Test func `labels of sentences are learnt, and what was in view without one is none of them`() throws {
    let tiny = try TinyBackbone()
    let encoder = try encoder(tiny)
    let texts = [("the cat sat", "animals"), ("a dog ran", "animals"), ("Ada met Bob", "people"), ("in Paris ?", nil)]
    let teacher = HeadTeacher(encoder: encoder)
    teacher.lesson.penalty = 1e-4
    let marks = try MarkedTexts(texts.map { MarkedText(text: Array($0.0.utf8), label: $0.1) })
    try encoder.attach(try teacher.teach("topics", marks))
    #expect(encoder.specifications["topics"]?.labels == ["animals", "people", "none"])
    for (found, text) in zip(try encoder.analyse(texts.map { Array($0.0.utf8) }), texts) {
      guard case .classes(let classes)? = found.outputs["topics"] else { throw TeachingError.empty() }
      #expect(encoder.specifications["topics"]?.labels[classes.best] == text.1 ?? "none")
    }
  }

  @Test func `a head comes back from its folder as it was, and goes`() throws {
    let tiny = try TinyBackbone()
    let encoder = try encoder(tiny)
    let folder = TaughtHeadFolder(path: tiny.folder + "/taught")
    #expect(folder.list().isEmpty && folder.state().isEmpty)
    let head = try HeadTeacher(encoder: encoder).teach("places", MarkedTexts(Self.sentences))
    try folder.write(head)
    let read = try folder.read("places")
    #expect(read.weights == head.weights && read.bias == head.bias && read.features == head.features)
    #expect(read.specification == head.specification && read.fingerprint == head.fingerprint)
    #expect(read.lesson.marks == head.lesson.marks)
    let state = folder.state()
    let fewer = try HeadTeacher(encoder: encoder).teach("places", MarkedTexts(Array(Self.sentences.prefix(3))))
    try folder.write(fewer)
    #expect(folder.state() != state)
    #expect(try folder.read("places").fingerprint == fewer.fingerprint)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/places").count == 2)
    #expect(try folder.remove("places") && !folder.remove("places"))
    #expect(throws: InferenceError.self) { try folder.read("places") }
  }

  @Test func `damaged files are told, not used`() throws {
    let tiny = try TinyBackbone()
    let folder = TaughtHeadFolder(path: tiny.folder + "/taught")
    try folder.write(try HeadTeacher(encoder: encoder(tiny)).teach("places", MarkedTexts(Self.sentences)))
    let path = folder.path + "/places/head.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for damaged in ["", "{}", text.replacingOccurrences(of: "\"version\":1", with: "\"version\":9")] {
      try Data(damaged.utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: InferenceError.self) { try folder.read("places") }
      #expect(folder.list().map { $0.problem?.code } == ["head-invalid"])
    }
  }

  @Test func `a head of another model is refused with a hint, and so are taken and impossible names`() throws {
    let tiny = try TinyBackbone()
    let other = try TinyBackbone(seed: 7)
    let head = try HeadTeacher(encoder: encoder(tiny)).teach("places", MarkedTexts(Self.sentences))
    let error = #expect(throws: InferenceError.self) { try encoder(other).attach(head) }
    #expect(error?.code == "backbone-mismatch" && error?.hint.contains("stet train --head places") == true)
    for name in ["", "a/b", "..", "ä", String(repeating: "a", count: 65)] {
      #expect(throws: InferenceError.self) {
        try HeadTeacher(encoder: encoder(tiny)).teach(name, MarkedTexts(Self.sentences))
      }
    }
  }

  @Test func `marks that teach nothing are refused`() throws {
    let tiny = try TinyBackbone()
    #expect(throws: TeachingError.empty()) { try MarkedTexts([MarkedText(text: [97])]) }
    #expect(throws: TeachingError.mixed()) {
      try MarkedTexts([MarkedText(text: [97], label: "x"), Self.sentences[0]])
    }
    let teacher = HeadTeacher(encoder: try encoder(tiny))
    #expect(throws: TeachingError.oneSided()) {
      try teacher.teach("x", MarkedTexts([MarkedText(text: [97], label: "x")]))
    }
  }

  @Test func `files with tags, spans or labels are read`() throws {
    let tiny = try TinyBackbone()
    func read(_ name: String, _ lines: [String]) throws -> MarkedTexts {
      let path = try tiny.file(name, lines)
      return try MarkedTexts.read(DataSource(path: path, format: DataFormat(path: path) ?? .jsonl))
    }
    let tags = try read("a.conll", ["Ada B-who", "Bob I-who", "Bob B-who", "", "the O"])
    #expect(tags.texts.map(\.spans.count) == [2, 0] && tags.texts[0].spans[0].bytes == 0..<7)
    let spans = try read(
      "a.jsonl",
      [
        "{\"text\":\"Ada ran\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"who\"}]}",
        "{\"text\":\"we\",\"spans\":[]}",
      ])
    #expect(spans.hasSpans && spans.texts.map(\.spans.count) == [1, 0])
    let labels = try read(
      "b.jsonl", ["{\"text\":\"a cat\",\"label\":\"animals\"}", "{\"text\":\"Ada\",\"label\":\"none\"}"])
    #expect(!labels.hasSpans && labels.texts.map(\.label) == ["animals", nil])
    #expect(throws: (any Error).self) { try read("c.jsonl", ["{\"text\":\"a cat\"}"]) }
  }

  @Test func `words that touch a span belong to it, wherever the tokenizer divides`() {
    let span = MarkedText.Span(bytes: 2..<9, label: "x")
    #expect(HeadTeacher.tags([0..<1, 2..<5, 5..<6, 6..<10, 11..<12], [span]) == ["O", "B-x", "I-x", "I-x", "O"])
    let next = MarkedText.Span(bytes: 11..<12, label: "x")
    #expect(HeadTeacher.tags([2..<9, 11..<12], [span, next]) == ["B-x", "B-x"])
  }

  @Test func `limited memory finds the least value of a crooked valley`() {
    // Rosenbrock's function, whose least value 0 is at (1, 1).
    var point: [Float] = [-1.2, 1]
    var optimizer = LBFGS()
    optimizer.iterations = 200
    optimizer.tolerance = 0
    let value = optimizer.minimize(&point) { p in
      let (x, y) = (Double(p[0]), Double(p[1]))
      let (a, b) = (1 - x, y - x * x)
      return (a * a + 100 * b * b, [Float(-2 * a - 400 * x * b), Float(200 * b)])
    }
    #expect(value < 1e-6 && abs(point[0] - 1) < 1e-2 && abs(point[1] - 1) < 1e-2)
  }

  @Test func `a few sentences are scored on others`() throws {
    let tiny = try TinyBackbone()
    let lines = ["Ada B-who", "met O", "Bob B-who", "", "the O", "cat O", "ran O", "", "Ada B-who", "ran O"]
    let source = DataSource(path: try tiny.file("a.conll", lines), format: .conll)
    let evaluation = try FewShotEvaluation(encoder: encoder(tiny), train: source, dev: source)
    let whole = try evaluation.row(100, subsets: 5)
    #expect(whole.sentences == 3 && whole.scores == [1] && whole.seconds.count == 1)
    #expect(try evaluation.row(1, subsets: 3).scores.count == 3)
  }
}
