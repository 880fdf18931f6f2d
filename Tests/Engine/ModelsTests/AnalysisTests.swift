import Foundation
import Heads
import Inference
import Layers
import Models
import Support
import Tensors
import TestSupport
import Testing
import Tokenizers

/// One pass through a backbone for all heads of a bundle.
@Suite struct AnalysisTests {
  static let heads: [String: HeadSpecification] = [
    "ner": .tokens(labels: ["O", "B-A", "I-A"]), "pos": .tokens(labels: ["NOUN", "VERB"]),
    "mood": .sequence(labels: ["a", "b"]), "role": .sentences(labels: ["x", "y", "z"]), "weight": .salience(),
    "answers": .answers(),
  ]

  /// An encoder on a bundle with a head of each kind, all weights at random.
  static func encoder(
    cases: Bool = true, heads: [String: HeadSpecification] = AnalysisTests.heads
  ) throws -> SentenceEncoder {
    try FixtureModels.withTemporaryFolder { folder in
      let base = try ModelDirectory(path: FixtureModels.directory(cases ? "bert-cases" : "gelu-3-layers"))
      let checkpoint = try Checkpoint(directory: base.path)
      let store = ParameterStore(checkpoint, seed: 2)
      var tensors = try checkpoint.tensors.values.map { WritableTensor($0.name, $0.shape, try $0.floats()) }
      for (name, specification) in heads {
        let weights = WeightSource(store, prefix: HeadNames.prefix(of: name), creating: true)
        _ = try Head(specification, hidden: cases ? 20 : 24, weights: weights)
      }
      var random = SeededRandom(1)
      for parameter in store.parameters {
        for name in parameter.names {
          let count = parameter.partShape.reduce(1, *)
          let values = (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
          tensors.append(WritableTensor(name, parameter.partShape, values))
        }
      }
      let path = folder + "/bundle"
      try BundleWriter.write(BundleWriter.Contents(base: base, weights: tensors, heads: heads), to: path)
      return SentenceEncoder(model: try ModelBundle(directory: path), threads: 2)
    }
  }

  static let texts = [
    "The cat sat on the mat.", "", "A dog runs, the CAT", "q \u{FF}", "mat mat mat mat mat mat mat mat mat",
  ]
  .map { Array($0.utf8) }

  @Test func onePassServesAllHeads() throws {
    let encoder = try Self.encoder()
    let all = try encoder.analyse(Self.texts)
    #expect(encoder.modelPasses == Self.texts.count)
    #expect(encoder.sentenceHeads == ["mood", "ner", "pos", "role", "weight"])
    for (text, found) in zip(Self.texts, all) {
      #expect(found.outputs.keys.sorted() == encoder.sentenceHeads && found.vector.count == encoder.dimensions)
      guard case .words(let words)? = found.outputs["ner"] else { throw HeadError.specification("", "") }
      #expect(words.words.count == words.labels.count && words.labels.count == words.confidences.count)
      #expect(words.words.allSatisfy { $0.upperBound <= text.count && !$0.isEmpty })
      for span in words.spans { #expect(span.bytes.upperBound <= text.count && span.label == "A") }
    }
    guard case .words(let words)? = all[0].outputs["pos"] else { throw HeadError.specification("", "") }
    let found = words.words.map { String(decoding: Self.texts[0][$0], as: UTF8.self) }
    #expect(found == ["The", "cat", "sat", "on", "the", "mat", "."] && words.spans.isEmpty)
  }

  @Test func aSentenceAloneGivesTheSameAsAmongOthers() throws {
    let encoder = try Self.encoder()
    let together = try encoder.analyse(Self.texts, heads: ["mood", "weight"])
    for (text, found) in zip(Self.texts, together) {
      let alone = try encoder.analyse([text], heads: ["mood", "weight"])[0]
      #expect(zip(alone.vector, found.vector).allSatisfy { abs($0 - $1) < 1e-5 })
      guard case .salience(let left)? = alone.outputs["weight"], case .salience(let right)? = found.outputs["weight"]
      else { throw HeadError.specification("", "") }
      #expect(abs(left - right) < 1e-5)
    }
    #expect(zip(encoder.encode(Self.texts), together).allSatisfy { $0 == $1.vector })
  }

  @Test func caseChangesWhatAModelWithCaseFeaturesSays() throws {
    let upper = Array("the CAT".utf8)
    let lower = Array("the cat".utf8)
    let encoder = try Self.encoder()
    #expect(encoder.tokenize(upper) == encoder.tokenize(lower))
    #expect(encoder.encode([upper]) != encoder.encode([lower]))
    let plain = try Self.encoder(cases: false)
    #expect(plain.encode([upper]) == plain.encode([lower]))
  }

  @Test func everySentenceOfADocumentIsJudgedAmongItsNeighbours() throws {
    let encoder = try Self.encoder()
    let sentences = (0..<11).map { Array((["the cat sat", "a dog", "", "on the mat . , q run"][$0 % 4]).utf8) }
    let found = try encoder.analyseDocument(sentences)
    #expect(found.count == sentences.count && found.allSatisfy { $0.keys.sorted() == ["role", "weight"] })
    let sequences = encoder.model.inputs.document(sentences)
    #expect(sequences.map(\.sentences).reduce(into: 0) { if $1.lowerBound == $0 { $0 = $1.upperBound } } == 11)
    #expect(sequences.count > 1 && sequences.allSatisfy { $0.input.count <= encoder.maximumTokens })
    #expect(sequences.allSatisfy { $0.input.sentences.count == $0.sentences.count })
    #expect(try encoder.analyseDocument([]).isEmpty)
    #expect(throws: InferenceError.self) { try encoder.analyseDocument(sentences, heads: ["mood"]) }
  }

  @Test func headsThatReadVectorsNeedNoPassOfTheirOwn() throws {
    var heads = Self.heads
    for name in ["role", "weight"] {
      heads[name]?.context = ContextShape(layers: 1, width: 6, attentionHeads: 2, inner: 8)
    }
    heads["among-tokens"] = .salience()
    let encoder = try Self.encoder(heads: heads)
    // More sentences than know each other at once.
    let sentences = (0..<Head.sentencesAtOnce + 3).map { Self.texts[$0 % Self.texts.count] }
    let documents = [sentences, [], Array(sentences[1...2])]
    let found = try encoder.analyseDocuments(documents)
    #expect(found.map(\.count) == documents.map(\.count))
    #expect(found.joined().allSatisfy { $0.keys.sorted() == ["among-tokens", "role", "weight"] })
    let readers = ["role", "weight"]
    let before = encoder.modelPasses
    let vectors = documents.map { encoder.encode($0) }
    #expect(encoder.modelPasses - before == documents.joined().count)
    let read = encoder.analyse(vectors: vectors, heads: readers)
    #expect(encoder.modelPasses - before == documents.joined().count)
    for (own, among) in zip(read.joined(), found.joined()) {
      #expect(abs(try importance(own) - importance(among)) < 1e-5)
    }
    // The same sentence is judged by its place and neighbours; alone it is a document of its own.
    #expect(try importance(found[0][1]) != importance(found[2][0]))
    let alone = try encoder.analyse([sentences[1]], heads: readers)[0]
    let document = try encoder.analyseDocument([sentences[1]], heads: readers)[0]
    #expect(abs(try importance(alone.outputs) - importance(document)) < 1e-5)
  }

  private func importance(_ outputs: [String: HeadOutput]) throws -> Float {
    guard case .salience(let value)? = outputs["weight"] else { throw HeadError.specification("weight", "there") }
    return value
  }

  @Test func answersStandInThePassage() throws {
    let encoder = try Self.encoder()
    let passage = "The cat sat on the mat . A dog runs on the mat , the cat sat . A dog sat on a mat ."
    let answers = try encoder.answers(to: "cat?", in: passage, count: 3)
    #expect(answers.count == 3 && Set(answers.map(\.bytes)).count == 3)
    #expect(answers.allSatisfy { $0.bytes.upperBound <= passage.utf8.count && !$0.bytes.isEmpty })
    #expect(answers[0].margin >= answers[1].margin && (0...1).contains(answers[0].confidence))
    #expect(try encoder.answers(to: "cat?", in: "").isEmpty)
    #expect(throws: InferenceError.self) { try encoder.answers(to: "cat?", in: passage, head: "mood") }
  }

  @Test(arguments: ["nobody", "answers"]) func headsThatCannotAnswerAreRefused(_ name: String) throws {
    let error = #expect(throws: InferenceError.self) { try Self.encoder().analyse(Self.texts, heads: [name]) }
    #expect(error?.hint.isEmpty == false)
  }

  @Test func theEngineGivesWhatTheEncoderDoes() async throws {
    let encoder = try Self.encoder()
    let engine = InferenceEngine(encoder: encoder)
    let expected = try encoder.analyse(Self.texts, heads: ["ner"])
    async let first = engine.analyse(Self.texts, heads: ["ner"], lane: .background)
    async let second = engine.analyse(Self.texts, heads: ["mood"], lane: .keystroke)
    async let third = engine.embed(Self.texts, lane: .background)
    let (ner, mood, vectors) = try await (first, second, third)
    #expect(ner.map { Array($0.outputs.keys) } == expected.map { _ in ["ner"] })
    #expect(mood.allSatisfy { Array($0.outputs.keys) == ["mood"] } && vectors.count == Self.texts.count)
    #expect(
      zip(ner, expected).allSatisfy { left, right in
        guard case .words(let a)? = left.outputs["ner"], case .words(let b)? = right.outputs["ner"] else {
          return false
        }
        return a.words == b.words && a.labels == b.labels
      })
    #expect(try await engine.analyseDocument(Self.texts).count == Self.texts.count)
    #expect(try await engine.answers(to: "cat", in: "the cat").count == 1)
    await #expect(throws: InferenceError.self) { try await engine.analyse(Self.texts, heads: ["x"], lane: .keystroke) }
  }
}
