import JSON
import Metrics
import Testing

/// Every measure against the reference implementation's numbers (Fixtures/generate.py).
@Suite struct MetricsTests {
  private let fixture = MetricFixture.shared

  @Test func `span scores are those of seqeval`() throws {
    for item in fixture.cases("spans") {
      var scores = SpanScores()
      for (gold, predicted) in zip(item.rows("gold"), item.rows("predicted")) {
        scores.add(gold: gold, predicted: predicted)
      }
      let found = scores.scores
      let expected = try #require(item["scores"])
      for score in found.labels {
        let row = try #require(expected[score.label], "\(score.label)")
        expectEqual(score.precision, row["precision"])
        expectEqual(score.recall, row["recall"])
        expectEqual(score.f1, row["f1-score"])
        #expect(Double(score.gold) == row["support"]?.doubleValue)
      }
      #expect(found.labels.count + 3 == expected.objectValue?.count)
      expectEqual(found.micro.f1, expected["micro avg"]["f1-score"])
      expectEqual(found.micro.precision, expected["micro avg"]["precision"])
      expectEqual(found.macroF1, expected["macro avg"]["f1-score"])
      expectEqual(found.macroRecall, expected["macro avg"]["recall"])
      expectEqual(found.weightedF1, expected["weighted avg"]["f1-score"])
    }
  }

  @Test func `classification scores are those of scikit-learn`() throws {
    for item in fixture.cases("classes") {
      var matrix = ConfusionMatrix(labels: item.strings("labels"))
      for (gold, predicted) in zip(item.numbers("gold"), item.numbers("predicted")) {
        matrix.add(gold: Int(gold), predicted: Int(predicted))
      }
      #expect(matrix.counts == (item["matrix"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).compactMap(\.intValue) })
      expectEqual(matrix.accuracy, item["accuracy"])
      expectEqual(matrix.scores.macroF1, item["macro"])
      expectEqual(matrix.scores.weightedF1, item["weighted"])
      expectEqual(matrix.scores.micro.f1, item["micro"])
      expectEqual(matrix.matthews, item["matthews"])
      for score in matrix.scores.labels { expectEqual(score.f1, item["perLabel"]?[score.label]) }
    }
  }

  @Test func `multi-label scores are those of scikit-learn`() throws {
    for item in fixture.cases("multi") {
      var scores = MultiLabelScores(labels: item.strings("labels"))
      func sets(_ key: String) -> [Set<Int>] {
        (item[key]?.arrayValue ?? []).map { row in
          Set((row.arrayValue ?? []).enumerated().filter { $0.element.intValue == 1 }.map(\.offset))
        }
      }
      for (gold, predicted) in zip(sets("gold"), sets("predicted")) { scores.add(gold: gold, predicted: predicted) }
      expectEqual(scores.scores.micro.f1, item["micro"])
      expectEqual(scores.scores.macroF1, item["macro"])
      expectEqual(scores.scores.weightedF1, item["weighted"])
      expectEqual(scores.exactMatch, item["exact"])
    }
  }

  @Test func `correlations are those of SciPy`() {
    for item in fixture.cases("correlations") {
      expectEqual(Correlation.spearman(item.numbers("first"), item.numbers("second")), item["spearman"])
      expectEqual(Correlation.pearson(item.numbers("first"), item.numbers("second")), item["pearson"])
    }
  }

  @Test func `a list that does not vary has no correlation`() {
    #expect(Correlation.spearman([1, 1, 1], [1, 2, 3]) == 0)
    #expect(Correlation.pearson([], []) == 0)
    #expect(Correlation.pearson([1], [2]) == 0)
  }

  @Test func `answers are compared as SQuAD compares them`() {
    for item in fixture.cases("answers") {
      let gold = item["gold"]?.stringValue ?? ""
      let predicted = item["predicted"]?.stringValue ?? ""
      #expect(AnswerText.normalized(gold) == item["normalized"]?.stringValue)
      expectEqual(AnswerText.f1(gold, predicted), item["f1"])
      let isExact = AnswerText.normalized(gold) == AnswerText.normalized(predicted)
      #expect((isExact ? 1 : 0) == item["exact"]?.doubleValue)
    }
  }

  @Test func `questions without an answer are right when nothing is answered`() {
    var scores = AnswerScores()
    scores.add(gold: [], predicted: "")
    scores.add(gold: [], predicted: "Paris")
    scores.add(gold: ["Paris", "the city of Paris"], predicted: "city of Paris")
    scores.add(gold: ["Rome"], predicted: "")
    #expect(scores.exactMatch == 0.5)
    #expect(scores.f1 == 0.5)
    #expect(scores.answerableF1 == 0.5)
    #expect(scores.answerableExactMatch == 0.5)
    #expect(scores.unanswerableAccuracy == 0.5)
    #expect(AnswerScores().f1 == 0)
  }

  @Test func `ROUGE is that of rouge-score`() {
    for item in fixture.cases("rouge") {
      let gold = item["gold"]?.stringValue ?? ""
      let predicted = item["predicted"]?.stringValue ?? ""
      for (name, score) in [
        ("rouge1", ROUGE.n(1, gold: gold, predicted: predicted)),
        ("rouge2", ROUGE.n(2, gold: gold, predicted: predicted)), ("rougeL", ROUGE.l(gold: gold, predicted: predicted)),
      ] {
        expectEqual(score.precision, item[name]?[0])
        expectEqual(score.recall, item[name]?[1])
        expectEqual(score.f1, item[name]?[2])
      }
    }
  }

  @Test func `average precision is that of scikit-learn`() {
    for item in fixture.cases("rankings") {
      let relevant = (item["relevant"]?.arrayValue ?? []).compactMap(\.boolValue)
      expectEqual(Ranking.averagePrecision(relevant: relevant, scores: item.numbers("scores")), item["average"])
    }
    #expect(Ranking.averagePrecision(relevant: [false], scores: [1]) == 0)
    #expect(Ranking.precisionAtRelevantCount(relevant: [true, false, true], scores: [1, 2, 3]) == 0.5)
  }

  @Test(arguments: [
    ([], []), (["O"], []), (["B-A", "I-A", "O"], ["A 0..<2"]), (["I-A", "I-A"], ["A 0..<2"]),
    (["B-A", "B-A"], ["A 0..<1", "A 1..<2"]), (["I-A", "I-B"], ["A 0..<1", "B 1..<2"]),
    (["S-A", "I-A", "E-A"], ["A 0..<1", "A 1..<3"]), (["B", "I", "O"], ["_ 0..<2"]),
  ])
  func `tags are read as spans`(tags: [String], expected: [String]) {
    #expect(SpanScores.spans(of: tags).map { "\($0.label) \($0.range)" } == expected)
  }

  private func expectEqual(_ found: Double, _ expected: JSONValue?, sourceLocation: SourceLocation = #_sourceLocation) {
    let expected = expected?.doubleValue ?? .nan
    #expect(abs(found - expected) < 1e-9, "\(found), not \(expected)", sourceLocation: sourceLocation)
  }
}
