import Edits
import Foundation
import Heads
import Testing

@testable import Features

/// How edits are chosen, made in passes, and told.
@Suite struct CorrectionTests {
  private let labels = [
    "keep", "delete", "replace:they're", "replace:to", "replace:except", "swap", "form:with-s", "?!",
  ]

  private func prediction(_ label: Int, _ probability: Float) -> EditPrediction {
    EditPrediction(keep: 1 - probability, candidates: [.init(label: label, probability: probability)])
  }

  private func selection(_ thresholds: EditThresholds = EditThresholds()) -> EditSelection {
    EditSelection(labels: labels, thresholds: thresholds)
  }

  @Test func `an edit is made when it is as likely as its category asks`() {
    let text = EditableText("Their go to")
    let predictions = [prediction(2, 0.7), prediction(6, 0.6), prediction(7, 0.9)]
    let all = selection().choices(for: text, predictions)
    #expect(all.map { $0?.tag.name } == ["replace:they're", "form:with-s", nil])
    let thresholds = EditThresholds(byKind: [EditKind(.confusion, .replacement): 0.8], other: 0.5)
    let strict = selection(thresholds).choices(for: text, predictions)
    #expect(strict.map { $0?.tag.name } == [nil, "form:with-s", nil])
    #expect(selection(EditThresholds(sentence: 0.75)).choices(for: text, predictions).allSatisfy { $0 == nil })
    #expect(selection().choices(for: text, [nil, nil, nil]).allSatisfy { $0 == nil })
  }

  @Test func `leniency lets edits miss their thresholds by some nats`() throws {
    let text = EditableText("Their go to")
    let predictions = [prediction(2, 0.7), prediction(6, 0.3), prediction(7, 0.9)]
    let selection = selection(EditThresholds(byKind: [EditKind(.confusion, .replacement): 0.8], other: 0.5))
    func tags(_ leniency: Float) -> [String?] {
      selection.choices(for: text, predictions, leniency: leniency).map { $0?.tag.name }
    }
    #expect(tags(0) == [nil, nil, nil] && tags(0.5) == [nil, nil, nil])
    #expect(tags(0.6) == ["replace:they're", nil, nil] && tags(0.9) == ["replace:they're", "form:with-s", nil])
    // The logarithms of 4 and of 7/3; those of 1 and 3/7.
    let shortfalls = selection.choices(for: text, predictions, leniency: 9).map { $0?.shortfall }
    #expect(abs(try #require(shortfalls[0]) - (logf(4) - logf(7 / 3))) < 1e-5)
    #expect(abs(try #require(shortfalls[1]) - logf(7 / 3)) < 1e-5)
    let never = EditSelection(labels: labels, thresholds: EditThresholds(other: 1.01))
    #expect(never.choices(for: text, predictions, leniency: 99).allSatisfy { $0 == nil })
    let rest = EditSelection(labels: labels, thresholds: EditThresholds(other: 0.2, sentence: 0.9))
    #expect(rest.choices(for: text, predictions, leniency: 1.3).allSatisfy { $0 == nil })
    #expect(rest.choices(for: text, predictions, leniency: 1.4).compactMap { $0 }.count == 2)
  }

  @Test func `of two doubtful edits side by side the surer one is kept`() {
    let selection = selection(EditThresholds(other: 0.8))
    var outcome = CorrectionOutcome(Correction(EditableText("Their go to two")))
    let keep = EditPrediction(keep: 1, candidates: [])
    let changed = outcome.take(
      [prediction(2, 0.6), prediction(6, 0.7), keep, prediction(3, 0.7)], by: selection, spelling: { _ in nil })
    #expect(!changed && outcome.sure.findings.isEmpty)
    #expect(outcome.findings.map(\.replacement) == ["goes", "to"])
    #expect(outcome.findings.allSatisfy { $0.shortfall > 0 })
  }

  @Test(arguments: [
    ("A ship", "replace:the"), ("an hour", "replace:the"), ("The ship", "replace:a"),
  ])
  func `what the sentence before decides is left alone`(text: String, tag: String) {
    let choice = EditSelection(labels: ["keep", tag, "replace:this"], thresholds: EditThresholds())
    let rest = [EditPrediction?](repeating: nil, count: 1)
    #expect(choice.choices(for: EditableText(text), [prediction(1, 0.99)] + rest).allSatisfy { $0 == nil })
    #expect(choice.choices(for: EditableText(text), [prediction(2, 0.99)] + rest).first??.tag.name == "replace:this")
  }

  @Test func `the sentence of the issue is corrected with reasons`() {
    var correction = Correction(EditableText("Their going two the store accept for John"))
    let keep = EditPrediction(keep: 1, candidates: [])
    let choices = selection().choices(
      for: correction.current,
      [prediction(2, 0.9), keep, prediction(3, 0.8), keep, keep, prediction(4, 0.7), keep, keep])
    let isChanged = correction.apply(choices)
    #expect(isChanged)
    #expect(correction.current.string == "They're going to the store except for John")
    let findings = correction.findings
    #expect(findings.map(\.bytes) == [0..<5, 12..<15, 26..<32])
    #expect(findings.map(\.replacement) == ["They're", "to", "except"])
    #expect(findings.map(\.confidence) == [0.9, 0.8, 0.7] && findings.allSatisfy { $0.category == .confusion })
    #expect(findings[0].reason == "“Their” (belonging to them) should probably be “They're” (they are)")
  }

  @Test func `a place that two passes change is one finding of the original`() {
    var correction = Correction(EditableText("a b  c"))
    let swap = EditSelection.Choice(tag: .swap, category: .wordOrder, probability: 0.9)
    let replace = EditSelection.Choice(tag: .replace("x"), category: .confusion, probability: 0.6)
    let first = correction.apply([swap, nil, nil])
    #expect(first)
    #expect(correction.current.string == "b a  c")
    let second = correction.apply([nil, replace, nil])
    #expect(second)
    #expect(correction.current.string == "b x  c")
    #expect(correction.findings.map(\.bytes) == [0..<1, 2..<3] || correction.findings.map(\.bytes) == [0..<3])
    #expect(correction.findings.map(\.confidence).min() == 0.6)
    let third = correction.apply([nil, nil, nil])
    #expect(!third)
  }

  @Test func `predictions survive the cache, to a byte's exactness`() throws {
    let predictions: [EditPrediction?] = [
      prediction(2, 0.7), nil, EditPrediction(keep: 1, candidates: []),
      EditPrediction(keep: 0.25, candidates: [.init(label: 300, probability: 0.5), .init(label: 1, probability: 0.1)]),
    ]
    let bytes = EditPredictionCodec.encode(predictions)
    let found = try #require(EditPredictionCodec.decode(bytes))
    #expect(found.count == 4 && found[3]?.candidates.map(\.label) == [300, 1])
    #expect(abs((found[0]?.candidates[0].probability ?? 0) - 0.7) < 0.003)
    #expect(EditPredictionCodec.encode(found) == bytes)
    for length in 0..<bytes.count { _ = EditPredictionCodec.decode(Array(bytes[..<length])) }
    #expect(EditPredictionCodec.decode([]) == nil && EditPredictionCodec.decode([2, 9, 1, 1, 1, 1]) == nil)
  }

  @Test func `thresholds are what the dev pairs ask for`() {
    let (missing, unneeded) = (EditKind(.article, .missing), EditKind(.article, .unneeded))
    var search = ThresholdSearch()
    search.minimum = 1
    search.wanted = 20
    for index in 0..<10 {
      let probability = 0.5 + Float(index) / 25
      search.proposals.append(.init(kind: missing, probability: probability, isRight: true))
      search.proposals.append(.init(kind: unneeded, probability: probability, isRight: index > 6))
    }
    let found = search.thresholds()
    #expect(found[missing] <= 0.5 && found[unneeded] > 0.7)
    // Too few of each alone.
    search.minimum = 11
    let together = search.thresholds()
    #expect(together[missing] == together[unneeded] && together.byKind.count == 3)
    #expect(EditThresholds(.edits(labels: ["keep"])) == EditThresholds())
    var head = HeadSpecification.edits(labels: ["keep"])
    head.categoryThresholds = found.names
    #expect(EditThresholds(head) == found)
    #expect(ThresholdSearch().thresholds().byKind.isEmpty)
    head.categoryThresholds = ["article": 0.7, "article.unneeded": 0.9, "no such": 0.1]
    #expect(EditThresholds(head)[missing] == 0.7 && EditThresholds(head)[unneeded] == 0.9)
    #expect(EditThresholds(head).byKind.count == 3)
  }
}
