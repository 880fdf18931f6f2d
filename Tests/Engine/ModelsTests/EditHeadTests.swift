import Heads
import JSON
import Layers
import Tensors
import Testing

@Suite struct EditHeadTests {
  private func head() throws -> EditHead {
    let weights = WeightSource(ParameterStore(nil, seed: 1), creating: true)
    guard case .edits(let head) = try Head(.edits(labels: ["keep", "delete", "swap"]), hidden: 4, weights: weights)
    else { throw CancellationError() }
    return head
  }

  @Test func `the likeliest edits come first, without the one that changes nothing`() throws {
    let logits = Tensor(rows: 2, columns: 3, [2, 0, 1, -5, 3, 3.5])
    let found = try head().decode(logits)
    #expect(found.map { $0.candidates.map(\.label) } == [[2, 1], [2, 1]])
    #expect(found[0].keep > 0.6 && found[1].keep < 0.01)
    for edit in found {
      #expect(abs(edit.keep + edit.candidates.reduce(0) { $0 + $1.probability } - 1) < 1e-5)
    }
    #expect(try head().decode(logits, count: 1).map(\.candidates.count) == [1, 1])
  }

  @Test func `some rows give what all rows give there`() throws {
    let head = try head()
    let states = Tensor(rows: 3, columns: 4, (0..<12).map { Float($0) / 7 })
    let batch = PackedBatch([[1, 2, 3]])
    let (all, some) = (
      head.forward(states, batch, in: Execution()), head.forward(states, batch, rows: [2, 0], in: Execution())
    )
    #expect(some.detection == nil)
    #expect(Array(some.logits.row(0)) == Array(all.row(2)) && Array(some.logits.row(1)) == Array(all.row(0)))
  }

  @Test(arguments: [nil, -Float.infinity, 0, .infinity])
  func `only words that the detector suspects go through the last layer`(_ threshold: Float?) throws {
    var specification = HeadSpecification.edits(labels: ["keep", "delete", "swap"])
    specification.branch = HeadBranch(layers: 2, attentionHeads: 2, inner: 8, detector: 3)
    specification.detectionThreshold = threshold
    let weights = WeightSource(ParameterStore(nil, seed: 4), creating: true)
    guard case .edits(let head) = try Head(specification, hidden: 4, weights: weights) else {
      throw CancellationError()
    }
    let states = Tensor(rows: 7, columns: 4, (0..<28).map { Float($0 * 31 % 17) / 7 - 1 })
    let batch = PackedBatch([[1, 2, 3], [4, 5, 6, 7]])
    let rows = [1, 2, 3, 6]
    let (logits, detection) = head.forward(states, batch, rows: rows, in: Execution())
    let all = head.forward(states, batch, in: Execution())
    for (place, row) in rows.enumerated() {
      #expect(zip(logits.row(place), all.row(row)).allSatisfy { abs($0 - $1) < 1e-5 })
    }
    let suspicion = try #require(detection).elements
    #expect(Set(suspicion).count > 1)
    let whole = head.decode(logits)
    for (place, found) in head.predictions(states, batch, rows: rows, in: Execution()).enumerated() {
      if suspicion[place] >= threshold ?? -.infinity {
        #expect(found.candidates.map(\.label) == whole[place].candidates.map(\.label))
        #expect(abs(found.keep - whole[place].keep) < 1e-5)
      } else {
        #expect(found == EditPrediction(keep: 1, candidates: []))
      }
    }
  }

  @Test func `the sequences with some tokens are a batch of their own`() {
    let batch = PackedBatch([[1, 2, 3], [4, 5], [], [6, 7, 8, 9]])
    let part = batch.sequences(with: [1, 2, 6, 8])
    #expect(part.tokens == [0, 1, 2, 5, 6, 7, 8] && part.offsets == [0, 3, 7] && part.rows == [1, 2, 4, 6])
    let none = batch.sequences(with: [])
    #expect(none.tokens.isEmpty && none.offsets == [0] && none.rows.isEmpty)
  }

  @Test func `source and thresholds survive a bundle's manifest`() throws {
    var specification = HeadSpecification.edits(labels: ["keep", "delete"])
    specification.branch = HeadBranch(layers: 3, attentionHeads: 12, inner: 8, source: 3, detector: 32)
    specification.detectionThreshold = -2.5
    specification.categoryThresholds = ["article": 0.625, "other": 0.5]
    #expect(try HeadSpecification(json: specification.json, name: "x") == specification)
    let wrong: JSONValue = [
      "task": "edit-tagging", "labels": ["keep"],
      "branch": ["layers": 1, "attention_heads": 1, "inner": 1, "source": "x"],
    ]
    #expect(throws: HeadError.self) { try HeadSpecification(json: wrong, name: "x") }
  }
}
