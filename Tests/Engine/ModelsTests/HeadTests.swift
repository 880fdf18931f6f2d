import Foundation
import Heads
import JSON
import Layers
import Tensors
import TestSupport
import Testing

@Suite struct HeadTests {
  static let hidden = 12

  /// Hidden states of three sequences of 3, 1 and 5 tokens.
  static func states(seed: UInt64 = 5) -> (Tensor, PackedBatch) {
    var random = SeededRandom(seed)
    let batch = PackedBatch([[1, 2, 3], [4], [5, 6, 7, 8, 9]])
    let values = (0..<batch.tokenCount * hidden).map { _ in Float.random(in: -1...1, using: &random) }
    return (Tensor(rows: batch.tokenCount, columns: hidden, values), batch)
  }

  static func head(_ specification: HeadSpecification) throws -> (Head, ParameterStore) {
    let store = ParameterStore(nil, seed: 3)
    let weights = WeightSource(store, prefix: HeadNames.prefix(of: "x"), creating: true)
    return (try Head(specification, hidden: hidden, weights: weights), store)
  }

  static let all: [HeadSpecification] = [
    .tokens(labels: ["O", "B-A", "I-A"]), .sequence(labels: ["no", "yes"]), .answers(),
    .sentences(labels: ["a", "b", "c"]),
    .salience(), .edits(labels: ["keep", "delete"]),
  ]

  @Test(arguments: zip(all, [[9, 3], [3, 2], [9, 2], [3, 3], [3, 1], [9, 2]]))
  func givesARowForEachThingItSpeaksAbout(_ specification: HeadSpecification, _ shape: [Int]) throws {
    let (hidden, batch) = Self.states()
    let logits = try Self.head(specification).0.forward(hidden, batch, in: Execution())
    #expect([logits.rows, logits.columns] == shape)
  }

  @Test(arguments: all.indices, [nil, HeadBranch(layers: 2, attentionHeads: 3, inner: 7, lastInner: 9)])
  func everyWeightOfANewHeadIsTrained(_ index: Int, _ branch: HeadBranch?) throws {
    var specification = Self.all[index]
    (specification.branch, specification.dense) = (branch, .tanh)
    let (head, store) = try Self.head(specification)
    let (hidden, batch) = Self.states()
    let tape = Tape()
    let logits = head.forward(hidden, batch, in: Execution(tape: tape))
    let gradient = (0..<logits.count).map { Float($0 % 3) + 0.5 }
    tape.backward(from: [(logits, Tensor(rows: logits.rows, columns: logits.columns, gradient))])
    #expect(store.parameters.allSatisfy { $0.name.hasPrefix("heads.x.") })
    #expect(store.has("heads.x.classifier.weight") && store.has("heads.x.dense.bias"))
    #expect(store.has("heads.x.branch.1.query.weight") == (branch != nil))
    for parameter in store.parameters {
      #expect(tape.gradients.buffer(of: parameter).content != .nothing, "\(parameter.name)")
    }
  }

  @Test(arguments: [HeadSpecification.salience(), .sentences(labels: ["a", "b"])])
  func headsWithAContextReadVectorsOfDocuments(_ plain: HeadSpecification) throws {
    var specification = plain
    specification.context = ContextShape(layers: 2, width: 6, attentionHeads: 3, inner: 7)
    let (head, store) = try Self.head(specification)
    let (vectors, _) = Self.states()
    let tape = Tape()
    let logits = head.forward(vectors: vectors, offsets: [0, 4, 4, 9], in: Execution(tape: tape))
    #expect(head.readsVectors && logits.rows == 9 && logits.columns == specification.labels.count)
    let gradient = (0..<logits.count).map { Float($0 % 3) + 0.5 }
    tape.backward(from: [(logits, Tensor(rows: logits.rows, columns: logits.columns, gradient))])
    #expect(store.has("heads.x.context.places.weight") && store.has("heads.x.context.1.query.weight"))
    for parameter in store.parameters {
      #expect(tape.gradients.buffer(of: parameter).content != .nothing, "\(parameter.name)")
    }
    // A document knows nothing of the one before.
    let second = Execution().gatherRows(vectors, Array(4..<9))
    let alone = head.forward(vectors: second, offsets: [0, 5], in: Execution())
    #expect(zip(alone.elements, logits.elements.suffix(alone.count)).allSatisfy { abs($0 - $1) < 1e-5 })
    let reversed = Execution().gatherRows(vectors, [8, 7, 6, 5, 4])
    #expect(head.forward(vectors: reversed, offsets: [0, 5], in: Execution()).row(0)[0] != alone.row(4)[0])
  }

  @Test func aSentenceIsTheMeanOfItsTokens() throws {
    let (hidden, _) = Self.states()
    var batch = PackedBatch()
    batch.append([1, 2, 3], sentences: [1..<3])
    batch.append([4, 5, 6, 7, 8, 9], sentences: [0..<1, 1..<5])
    let (head, store) = try Self.head(.sentences(labels: ["a", "b"]))
    let logits = head.forward(hidden, batch, in: Execution())
    let weights = try #require(store.parameters.first { $0.name.hasSuffix("weight") }).elements
    for (sentence, rows) in [1..<3, 3..<4, 4..<8].enumerated() {
      for label in 0..<2 {
        let mean = (0..<Self.hidden).map { column in
          rows.reduce(Float(0)) { $0 + hidden.row($1)[column] } / Float(rows.count)
        }
        let expected = zip(mean, weights[label * Self.hidden..<(label + 1) * Self.hidden]).reduce(Float(0)) {
          $0 + $1.0 * $1.1
        }
        #expect(abs(logits.row(sentence)[label] - expected) < 1e-5)
      }
    }
  }

  @Test func classesAreDecodedAsTheProblemAsks() throws {
    func decode(_ problem: HeadSpecification.Problem, _ thresholds: [Float] = []) throws -> ClassPrediction {
      var specification = HeadSpecification.sequence(labels: ["a", "b", "c"], problem: problem)
      specification.thresholds = thresholds
      guard case .sequence(let head) = try Self.head(specification).0 else { throw HeadError.specification("", "") }
      return head.decode(Tensor(rows: 1, columns: 3, [1, 3, -1]))[0]
    }
    let single = try decode(.singleLabel)
    #expect(single.chosen == [1] && abs(single.scores.reduce(0, +) - 1) < 1e-6 && abs(single.scores[1] - 0.8668) < 1e-4)
    let multi = try decode(.multiLabel)
    #expect(multi.chosen == [1, 0] && abs(multi.scores[2] - 0.2689) < 1e-4)
    #expect(try decode(.multiLabel, [0.8, 0.99, 0.2]).chosen == [2])
    #expect(try decode(.singleLabel, [0, 0.9, 0.1]).chosen == [0])
    let number = try decode(.regression)
    #expect(number.scores == [1, 3, -1] && number.chosen.isEmpty && number.best == 1)
    #expect(throws: HeadError.self) { try decode(.multiLabel, [0.5]) }
  }

  @Test func theBestAnswersLieInTheContextAndAreShortEnough() throws {
    guard case .answers(let head) = try Self.head(.answers(maximumTokens: 3)).0 else { return }
    var random = SeededRandom(4)
    for _ in 0..<20 {
      let values = (0..<40).map { _ in Float.random(in: -3...3, using: &random) }
      let logits = Tensor(rows: 20, columns: 2, values)
      let found = head.decode(logits, sequence: 4..<18, context: 9..<17, count: 4)
      var all: [(Float, Range<Int>)] = []
      for start in 9..<17 {
        for end in start..<min(start + 3, 17) { all.append((values[2 * start] + values[2 * end + 1], start..<end + 1)) }
      }
      #expect(found.map(\.rows) == all.sorted { $0.0 > $1.0 }.prefix(4).map(\.1))
      #expect(found.allSatisfy { $0.nullScore == values[8] + values[9] && (0...1).contains($0.confidence) })
      #expect(found[0].isAnswer() == (found[0].score > found[0].nullScore))
    }
    #expect(head.decode(Tensor(zeros: 4, 2), sequence: 0..<4, context: 2..<2).isEmpty)
  }

  @Test func wordsHaveTheLabelsOfTheirFirstPieces() throws {
    guard case .tokens(let head) = try Self.head(.tokens(labels: ["O", "B-A", "I-A"])).0 else { return }
    let logits = Tensor(rows: 4, columns: 3, [9, 0, 0, 0, 9, 0, 9, 0, 0, 0, 0, 9])
    let words = head.decode(logits, rows: [0, 1, 3])
    #expect(head.findsSpans && words.labels == [0, 1, 2] && words.spans.map(\.words) == [1..<3])
    guard case .tokens(let plain) = try Self.head(.tokens(labels: ["NOUN", "VERB", "X"])).0 else { return }
    #expect(!plain.findsSpans && plain.decode(logits, rows: [3, 1]).labels == [2, 1])
  }

  @Test func namesGoToACheckpointAndBack() {
    let names = HeadNames(dense: "classifier.dense", output: "classifier.out_proj")
    #expect(names.checkpointName(of: "classifier.weight") == "classifier.out_proj.weight")
    for name in ["dense.weight", "dense.bias", "classifier.weight", "branch.0.query.bias", "detector.output.bias"] {
      #expect(names.checkpointName(of: name).flatMap(names.stetName) == name)
    }
    #expect(names.stetName(of: "roberta.pooler.dense.weight") == nil && names.checkpointName(of: "x") == nil)
  }

  @Test(arguments: [Float(-2), -0.25, 0, 1.5])
  func aDecisionBetweenTwoLabelsIsALogit(_ logit: Float) throws {
    var specification = HeadSpecification.sequence(labels: ["no", "yes"])
    #expect(specification.decision == 0)
    specification.decision = logit
    #expect(abs(try #require(specification.decision) - logit) < 1e-5)
    for advantage in [logit - 0.01, logit + 0.01] {
      let yes = 1 / (1 + exp(-advantage))
      let found = ClassPrediction(scores: [1 - yes, yes], of: specification)
      #expect(found.chosen == [advantage > logit ? 1 : 0] && found.scores == [1 - yes, yes])
    }
    var other = HeadSpecification.sequence(labels: ["a", "b", "c"])
    other.decision = logit
    #expect(other.decision == nil && other.thresholds.isEmpty)
  }

  @Test func specificationsSurviveTheirFile() throws {
    var specification = HeadSpecification.sequence(labels: ["a", "b"], problem: .multiLabel)
    specification.thresholds = [0.25, 0.7]
    specification.branch = HeadBranch(layers: 1, attentionHeads: 4, inner: 30, lastInner: 40, activation: .relu)
    specification.metrics = ["f1": 0.5]
    var answers = HeadSpecification.answers(maximumTokens: 12)
    answers.answerThreshold = -1.1
    var wide = HeadSpecification.salience()
    wide.context = ContextShape(layers: 2, width: 8, attentionHeads: 4, inner: 30, activation: .relu)
    for item in Self.all + [specification, answers, wide] {
      let text = item.json.encodedText()
      #expect(try HeadSpecification(json: JSONValue(parsing: Array(text.utf8)), name: "x") == item)
    }
  }

  @Test(arguments: [
    "{}", #"{"task": "unheard", "labels": ["a"]}"#, #"{"task": "text-classification"}"#,
    #"{"task": "text-classification", "labels": [1]}"#, #"{"task": "text-classification", "labels": []}"#,
    #"{"task": "text-classification", "labels": ["a"], "problem": 1}"#,
    #"{"task": "text-classification", "labels": ["a"], "dense": "swoosh"}"#,
    #"{"task": "text-classification", "labels": ["a"], "branch": {"layers": -1}}"#,
    #"{"task": "text-classification", "labels": ["a"], "thresholds": "x"}"#,
    #"{"task": "question-answering", "labels": ["a", "b"], "threshold": "x"}"#,
    #"{"task": "edit-tagging", "labels": ["a", "b"], "detection_threshold": "x"}"#,
    #"{"task": "edit-tagging", "labels": ["a"], "branch": {"layers": 2, "attention_heads": 1, "inner": 1, "detector": 0}}"#,
    #"{"task": "edit-tagging", "labels": ["a"], "branch": {"layers": 2, "attention_heads": 1, "inner": 1, "last_inner": 0}}"#,
    #"{"task": "sentence-salience", "labels": ["a"], "context": {"layers": 1, "width": 4, "attention_heads": 1}}"#,
    #"{"task": "text-classification", "labels": ["a"], "metrics": {"f1": "good"}}"#, "[]", "null",
  ])
  func impossibleSpecificationsAreRefused(_ text: String) throws {
    let json = try JSONValue(parsing: Array(text.utf8))
    let error = #expect(throws: HeadError.self) { try HeadSpecification(json: json, name: "x") }
    #expect(error?.hint.isEmpty == false)
  }

  @Test func headsThatDoNotFitTheBackboneAreRefused() throws {
    for branch in [
      HeadBranch(layers: 0, attentionHeads: 1, inner: 1), HeadBranch(layers: 1, attentionHeads: 5, inner: 1),
      HeadBranch(layers: 1, attentionHeads: 1, inner: 1, detector: 4),
      HeadBranch(layers: 1, attentionHeads: 1, inner: 1, lastInner: 0),
    ] {
      var specification = HeadSpecification.salience()
      specification.branch = branch
      #expect(throws: HeadError.self) { try Self.head(specification) }
    }
    for (task, shape, branch) in [
      (HeadSpecification.tokens(labels: ["a"]), ContextShape(layers: 1, width: 6, attentionHeads: 1, inner: 1), nil),
      (.salience(), ContextShape(layers: 1, width: 6, attentionHeads: 5, inner: 1), nil),
      (.salience(), ContextShape(layers: 13, width: 6, attentionHeads: 1, inner: 1), nil),
      (.salience(), ContextShape(layers: 1, width: 6, attentionHeads: 1, inner: 0), nil),
      (
        .salience(), ContextShape(layers: 1, width: 6, attentionHeads: 1, inner: 1),
        HeadBranch(layers: 1, attentionHeads: 1, inner: 1)
      ),
    ] {
      var specification = task
      (specification.context, specification.branch) = (shape, branch)
      #expect(throws: HeadError.self) { try Self.head(specification) }
    }
    #expect(throws: HeadError.self) { try Self.head(HeadSpecification(task: .salience, labels: ["a", "b"])) }
    #expect(throws: HeadError.self) { try Self.head(HeadSpecification(task: .answers, labels: ["a"])) }
    #expect(throws: HeadError.self) { try Self.head(.tokens(labels: [])) }
  }
}
