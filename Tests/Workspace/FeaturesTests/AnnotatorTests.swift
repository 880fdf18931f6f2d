import Documents
import Foundation
import Heads
import Inference
import Layers
import Markup
import Models
import Store
import Tensors
import TestSupport
import Testing
import Text

@testable import Features

/// What heads say about sentences, with a bundle that knows a dozen words by heart.
@Suite struct AnnotatorTests {
  private let sentenceHeads = ["entities", "pos", "sentiment"]

  /// The labelled parts of a text, `word/LABEL`, as one head sees it.
  private func labelled(_ text: String, _ head: String, annotator: Annotator) async throws -> [String] {
    let snapshot = Fixture.snapshot(text)
    let found = try await annotator.annotations(of: snapshot, heads: [head], lane: .keystroke)
    return found.flatMap { $0[head]?.ranges ?? [] }.map { "\(snapshot.rope.string(in: $0.range))/\($0.label)" }
  }

  @Test(arguments: [
    ("Ada Lovelace wrote a letter.", ["Ada Lovelace/person"]),
    ("Lovelace met *Grace* in **London**.", ["Lovelace/person", "Grace/person", "London/location"]),
    (
      "# Acme\r\n\r\n> Grace Hopper lives in\r\n> Turin.\r\n",
      ["Acme/organization", "Grace Hopper/person", "Turin/location"]
    ),
    ("😀 Ada met `Grace` 👩‍👩‍👧 in é Paris 😀.", ["Ada/person", "Grace/person", "Paris/location"]),
    ("Ada *Love*lace wrote.", ["Ada *Love*lace/person"]),
    ("The engine is good.", []),
    ("", []),
  ])
  func `spans lie where they stand in the document`(_ text: String, _ expected: [String]) async throws {
    #expect(try await labelled(text, "entities", annotator: TinyBundle.annotator()) == expected)
  }

  @Test func `words, classes and salience are told as the head's task says`() async throws {
    let annotator = try TinyBundle.annotator()
    #expect(
      annotator.heads.map(\.name) == ["entities", "phrases", "pos", "roles", "salience", "sentiment"]
        && annotator.heads.filter(\.seesNeighbours).map(\.name) == ["roles", "salience"])
    #expect(annotator.head("entities")?.labels == ["person", "location", "organization"])
    #expect(
      try await labelled("Ada wrote a letter.", "pos", annotator: annotator)
        == ["Ada/PROPN", "wrote/VERB", "a/X", "letter/NOUN", "./X"])
    let snapshot = Fixture.snapshot("We measured the engine. It is therefore important. Ada is happy.\n")
    let found = try await annotator.annotations(
      of: snapshot, heads: ["roles", "salience", "sentiment"], lane: .background)
    #expect(found.map { classes($0["roles"]) } == ["method", "background", "background"])
    #expect(found.map { classes($0["sentiment"]) } == ["negative", "negative", "positive"])
    let salience = found.map { found -> Float in if case .salience(let value)? = found["salience"] { value } else { -1 }
    }
    #expect(salience[1] > 0.5 && salience[0] < 0.5 && salience[2] < 0.5)
  }

  private func classes(_ annotation: Annotation?) -> String? {
    if case .classes(_, let chosen)? = annotation { chosen.first } else { nil }
  }

  @Test func `one pass serves all heads and the vector, and nothing is computed twice`() async throws {
    let annotator = try TinyBundle.annotator()
    let snapshot = Fixture.snapshot("Ada met Grace. Acme is good. Ada met Grace.\n")
    let sentences = Array(snapshot.sentences)
    #expect(annotator.cached(sentences, heads: sentenceHeads) == [nil, nil, nil])
    let first = try await annotator.annotations(ofSentences: sentences, heads: sentenceHeads, lane: .keystroke)
    #expect(annotator.engine.modelPasses == 2)
    let vectors = SentenceVectors(engine: annotator.engine, cache: annotator.cache)
    _ = try await vectors.vectors(of: sentences, lane: .keystroke)
    let second = try await annotator.annotations(ofSentences: sentences, heads: sentenceHeads, lane: .background)
    #expect(first == second && annotator.cached(sentences, heads: sentenceHeads) == first)
    #expect(annotator.engine.modelPasses == 2)
  }

  @Test func `a head that was not asked before costs one more pass, and the vector is the same`() async throws {
    let annotator = try TinyBundle.annotator()
    let vectors = SentenceVectors(engine: annotator.engine, cache: annotator.cache)
    let sentences = Array(Fixture.snapshot("Ada met Grace.\n").sentences)
    let vector = try await vectors.vectors(of: sentences, lane: .keystroke)
    try await annotator.prepare(sentences, heads: ["entities"], lane: .keystroke)
    try await annotator.prepare(sentences, heads: ["pos", "entities"], lane: .keystroke)
    #expect(annotator.engine.modelPasses == 3)
    #expect(try await vectors.vectors(of: sentences, lane: .keystroke) == vector)
  }

  @Test func `an edit of one passage leaves what neighbours said elsewhere`() async throws {
    let annotator = try TinyBundle.annotator()
    let text = "# One\n\nWe measured the engine. Ada met Grace.\n\n# Two\n\nAcme is good.\n"
    _ = try await annotator.annotations(of: Fixture.snapshot(text), heads: ["roles"], lane: .background)
    let passes = annotator.engine.modelPasses
    let edited = Fixture.snapshot(text.replacing("Acme", with: "Quellix"))
    let found = annotator.cached(of: edited, sentences: 0..<5, heads: ["roles"])
    // The new sentence is missing, and nothing else: the head sees no further than its passage.
    #expect(found.map { $0 != nil } == [true, true, true, true, false])
    _ = try await annotator.annotations(of: edited, heads: ["roles"], lane: .background)
    // One for its vector, one for its passage.
    #expect(annotator.engine.modelPasses - passes == 2)
  }

  @Test func `passages cover every sentence once and end at headings`() throws {
    var random = SeededRandom(7)
    for _ in 0..<60 {
      var text = ""
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        let count = Int.random(in: 0...5, using: &random)
        text += Bool.random(using: &random) ? "# Head\n\n" : String(repeating: "One is here. ", count: count) + "\n\n"
      }
      let snapshot = Fixture.snapshot(text)
      let passages = try Self.shared.get().passages(of: snapshot)
      #expect(passages.flatMap { Array($0) } == Array(0..<snapshot.sentenceCount))
      #expect(passages.allSatisfy { !$0.isEmpty })
      for passage in passages where passage.count > 1 {
        #expect(!passage.contains { snapshot.sentence(at: $0).kind.isHeading })
      }
    }
  }

  private static let shared = Result { try TinyBundle.annotator() }

  @Test func `callers that miss the same sentence share a pass`() async throws {
    let annotator = try TinyBundle.annotator()
    let sentences = Array(Fixture.snapshot("Ada met Grace. Acme is good. Turin is a city.\n").sentences)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in [Lane.keystroke, .background, .keystroke] {
        group.addTask { try await annotator.prepare(sentences, heads: ["entities"], lane: lane) }
      }
      try await group.waitForAll()
    }
    #expect(annotator.engine.modelPasses == 3)
  }

  @Test func `a cancelled caller throws, and who waited for it computes the rest`() async throws {
    let annotator = try TinyBundle.annotator()
    let sentences = Array(Fixture.snapshot("Ada met Grace. Acme is good.\n").sentences)
    let work = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await annotator.prepare(sentences, heads: ["entities"], lane: .keystroke)
    }
    await #expect(throws: CancellationError.self) { try await work.value }
    try await annotator.prepare(sentences, heads: ["entities"], lane: .keystroke)
    #expect(!annotator.cached(sentences, heads: ["entities"]).contains { $0 == nil })
  }

  @Test func `an unknown head is an error, and looking it up gives nothing`() async throws {
    let annotator = try TinyBundle.annotator()
    let snapshot = Fixture.snapshot("Ada met Grace.\n")
    await #expect(throws: InferenceError.self) {
      try await annotator.annotations(of: snapshot, heads: ["mood"], lane: .keystroke)
    }
    #expect(annotator.known(["mood", "pos"]) == ["pos"] && annotator.head("mood") == nil)
  }

  @Test func `another head changes the names of nothing else`() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/copy"
    try FileManager.default.copyItem(atPath: TinyBundle.directory, toPath: copy)
    let before = try ModelBundle(directory: copy)
    try BundleWriter.addHead(
      "mood", HeadSpecification(task: .sequence, labels: ["a", "b"]), weights: weights(0.5), to: copy)
    let more = try ModelBundle(directory: copy)
    try BundleWriter.addHead(
      "mood", HeadSpecification(task: .sequence, labels: ["a", "b"]), weights: weights(0.25), to: copy)
    let other = try ModelBundle(directory: copy)
    #expect(more.fingerprint != before.fingerprint && more.backboneFingerprint == before.backboneFingerprint)
    #expect(more.resultFingerprints.vectors == before.resultFingerprints.vectors)
    #expect(before.resultFingerprints.heads.allSatisfy { more.resultFingerprints.heads[$0.key] == $0.value })
    #expect(more.resultFingerprints.heads["mood"] != other.resultFingerprints.heads["mood"])
    #expect(Set(more.resultFingerprints.heads.values).count == 7)
  }

  @Test func `a head over vectors costs a sentence no pass of its own`() async throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/copy"
    try FileManager.default.copyItem(atPath: TinyBundle.directory, toPath: copy)
    var head = HeadSpecification.salience()
    head.context = ContextShape(layers: 1, width: 6, attentionHeads: 2, inner: 8)
    let store = ParameterStore(nil, seed: 5)
    _ = try Head(head, hidden: 16, weights: WeightSource(store, prefix: "heads.weight.", creating: true))
    var random = SeededRandom(3)
    let weights = store.parameters.flatMap { parameter in
      parameter.names.map { name in
        let count = parameter.partShape.reduce(1, *)
        let values = (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
        return WritableTensor(name, parameter.partShape, values)
      }
    }
    try BundleWriter.addHead("weight", head, weights: weights, to: copy)
    let annotator = try TinyBundle.annotator(model: copy)
    let text = "We measured the engine. Ada met Grace. Acme is good.\n"
    let heads = ["roles", "weight"]
    _ = try await annotator.annotations(of: Fixture.snapshot(text), heads: ["weight"], lane: .background)
    #expect(annotator.engine.modelPasses == 3)
    let both = try await annotator.annotations(of: Fixture.snapshot(text), heads: heads, lane: .background)
    // The other head reads tokens: one sequence for all three.
    #expect(annotator.engine.modelPasses == 4)
    let edited = Fixture.snapshot(text.replacing("Acme is good", with: "It is not therefore bad"))
    let found = try await annotator.annotations(of: edited, heads: ["weight"], lane: .keystroke)
    #expect(annotator.engine.modelPasses == 5)
    // Each sentence is seen among the others, also where it is the same.
    let said = [both, found].map { $0.compactMap { importance($0["weight"]) } }
    #expect(said.map(\.count) == [3, 3] && zip(said[0], said[1]).allSatisfy { $0 != $1 })
    let document = try await annotator.engine.analyseDocument(edited.sentences.map(\.text), heads: ["weight"])
    for (output, importance) in zip(document, said[1]) {
      guard case .salience(let value)? = output["weight"] else { throw HeadError.specification("weight", "there") }
      // What is kept is rounded to half precision.
      #expect(abs(value - importance) < 2e-3)
    }
  }

  private func importance(_ annotation: Annotation?) -> Float? {
    if case .salience(let value)? = annotation { value } else { nil }
  }

  private func weights(_ value: Float) -> [WritableTensor] {
    [
      WritableTensor("heads.mood.classifier.weight", [2, 16], [Float](repeating: value, count: 32)),
      WritableTensor("heads.mood.classifier.bias", [2], [0, 0]),
    ]
  }
}
