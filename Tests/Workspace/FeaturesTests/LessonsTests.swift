import Documents
import FineTuning
import Foundation
import Heads
import Inference
import Store
import Support
import Testing
import Text

@testable import Features

/// Heads that a person teaches while the model is running.
@Suite struct LessonsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func workbench() -> Workbench {
    Workbench(
      settings: Workbench.Settings(
        encoder: { TinyBundle.directory }, threads: 1, cache: SentenceCache.Configuration(path: nil),
        teaching: (marks: folder.path + "/marks.sqlite", heads: folder.path + "/taught")), notice: { _ in })
  }

  private static let text = "Ada wrote a letter. Grace visited London. The engine is good.\n\nHopper lives in Turin.\n"

  /// Marks the first occurrence of some words.
  private func mark(_ words: [(String, String?)], _ lessons: Lessons, whole: Bool = false, head: String) throws {
    let snapshot = Fixture.snapshot(Self.text)
    for (word, label) in words {
      let range = try #require(Self.text.range(of: word))
      let start = Self.text.utf8.distance(from: Self.text.startIndex, to: range.lowerBound)
      try lessons.mark(start..<start + word.utf8.count, of: snapshot, as: label, whole: whole, for: head)
    }
  }

  @Test func `what is marked is taught, served at once and still there in the next process`() async throws {
    let workbench = workbench()
    let lessons = try await workbench.teaching()
    try mark(
      [("Ada", "writer"), ("letter", "thing"), ("Grace ", "writer"), ("Hopper", "writer")], lessons, head: "mine")
    // The engine's sentence was in view, in the paragraph of marked ones.
    #expect(try lessons.marks.sentences(for: "mine").count { !$0.isMarked } == 1)
    let head = try await lessons.teach("mine")
    #expect(head.labels == ["thing", "writer"] && head.lesson.marks == ["thing": 1, "writer": 3])
    let snapshot = Fixture.snapshot(Self.text)
    for bench in [workbench, self.workbench()] {
      let annotator = try await bench.annotator()
      #expect(annotator.head("mine")?.labels == ["thing", "writer"])
      let found = try await annotator.annotations(of: snapshot, heads: ["mine", "entities"], lane: .keystroke)
      let spans = found.flatMap { $0["mine"]?.ranges ?? [] }.map { "\(snapshot.rope.string(in: $0.range))/\($0.label)" }
      #expect(spans == ["Ada/writer", "letter/thing", "Grace/writer", "Hopper/writer"])
      #expect(found.contains { !($0["entities"]?.ranges ?? []).isEmpty })
    }
  }

  @Test func `a head that another process taught or removed is noticed`() async throws {
    let (first, second) = (workbench(), workbench())
    let annotator = try await first.annotator()
    #expect(annotator.head("mine") == nil)
    let lessons = try await second.teaching()
    try mark([("Ada", "writer"), ("London", "place")], lessons, head: "mine")
    _ = try await lessons.teach("mine")
    #expect(try await first.annotator().head("mine") != nil)
    try lessons.remove("mine")
    #expect(try await first.annotator().head("mine") == nil)
    #expect(try lessons.marks.sentences(for: "mine").isEmpty)
  }

  @Test func `sentences get labels, and the same result comes out of the cache`() async throws {
    let workbench = workbench()
    let lessons = try await workbench.teaching()
    try mark([("Ada", "news"), ("engine", "praise")], lessons, whole: true, head: "topic")
    _ = try await lessons.teach("topic")
    let classifier = try TextClassifier(engine: try await workbench.inference(), head: "topic")
    #expect(classifier.specification.labels == ["news", "praise", "none"])
    let annotator = try await workbench.annotator()
    let snapshot = Fixture.snapshot(Self.text)
    let first = try await annotator.annotations(of: snapshot, heads: ["topic"], lane: .keystroke)
    let passes = try await workbench.inference().modelPasses
    #expect(try await annotator.annotations(of: snapshot, heads: ["topic"], lane: .keystroke) == first)
    #expect(try await workbench.inference().modelPasses == passes)
    // After another lesson the old results no longer count.
    try mark([("Hopper", "news")], lessons, whole: true, head: "topic")
    _ = try await lessons.teach("topic")
    _ = try await annotator.annotations(of: snapshot, heads: ["topic"], lane: .keystroke)
    #expect(try await workbench.inference().modelPasses > passes)
  }

  @Test func `names of the model's heads, impossible names and empty places are refused`() async throws {
    let lessons = try await workbench().teaching()
    let snapshot = Fixture.snapshot(Self.text)
    for name in ["entities", "a/b", ""] {
      #expect(throws: InferenceError.self) { try lessons.mark(0..<3, of: snapshot, as: "x", whole: false, for: name) }
    }
    #expect(throws: LessonError.self) { try lessons.mark(0..<0, of: snapshot, as: "x", whole: false, for: "mine") }
    #expect(throws: LessonError.self) { try lessons.mark(3..<4, of: snapshot, as: "x", whole: false, for: "mine") }
    await #expect(throws: TeachingError.self) { try await lessons.teach("mine") }
    try mark([("Ada", "writer")], lessons, head: "mine")
    try mark([("Ada", nil)], lessons, head: "mine")
    await #expect(throws: TeachingError.self) { try await lessons.teach("mine") }
  }

  @Test func `without a place nothing is taught`() async throws {
    let workbench = Workbench(
      settings: Workbench.Settings(
        encoder: { TinyBundle.directory }, threads: 1, cache: SentenceCache.Configuration(path: nil)), notice: { _ in })
    await #expect(throws: Lessons.NoPlace.self) { try await workbench.teaching() }
  }
}
