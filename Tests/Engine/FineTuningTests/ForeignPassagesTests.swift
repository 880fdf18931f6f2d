import Datasets
import FineTuning
import TestSupport
import Testing

@Suite struct ForeignPassagesTests {
  /// Two questions each about a number of towns; some passages share sentences and answers.
  private static let examples: [SpanExample] = (0..<40).flatMap { town in
    let context = "The town \(town) lies at the river Number\(town % 7). Its mayor is called Person\(town)."
    return [
      SpanExample(
        id: "\(town)a", question: "Who is the mayor?", context: context, answers: ["Person\(town)"], spans: [0..<3]),
      SpanExample(
        id: "\(town)b", question: "Which river runs through town \(town)?", context: context,
        answers: ["number\(town % 7)"], spans: [0..<3]),
    ]
  }

  @Test func `no passage holds the answer, and nobody asks the same about it`() {
    let questions =
      Self.examples + [
        SpanExample(id: "x", question: "Why?", context: "Nobody knows.", answers: [], spans: [])
      ]
    let pairs = ForeignPassages(questions).pairs(share: 2, seed: 1)
    #expect(pairs.count > 80 && pairs.allSatisfy(\.isImpossible))
    for pair in pairs {
      let origin = Self.examples.filter { $0.question == pair.question && pair.id.hasPrefix($0.id + "+") }
      #expect(origin.count == 1 && origin[0].context != pair.context)
      #expect(origin.allSatisfy { !pair.context.lowercased().contains($0.answers[0].lowercased()) })
      #expect(!questions.contains { $0.context == pair.context && $0.question == pair.question })
    }
  }

  @Test func `equal seeds give equal pairs`() {
    let passages = ForeignPassages(Self.examples)
    #expect(passages.pairs(share: 0.3, seed: 5) == passages.pairs(share: 0.3, seed: 5))
    #expect(passages.pairs(share: 0.3, seed: 5) != passages.pairs(share: 0.3, seed: 6))
  }

  @Test func `of the passages the one nearer to the question is taken`() {
    let question = SpanExample(
      id: "q", question: "Which harbour has the lighthouse?", context: "Its own.", answers: ["Ost"], spans: [])
    let near = SpanExample(id: "n", question: "?", context: "A harbour with a lighthouse.", answers: ["A"], spans: [])
    let far = SpanExample(id: "f", question: "!", context: "Bread is made of flour.", answers: ["flour"], spans: [])
    let pair = ForeignPassages([question, near, far]).pairs(share: 1, seed: 2).first {
      $0.question == question.question
    }
    #expect(pair?.context == near.context)
  }

  @Test func `where there is only one passage there are no pairs`() {
    let pairs = ForeignPassages(Array(Self.examples.prefix(2))).pairs(share: 1, seed: 1)
    #expect(pairs.isEmpty && ForeignPassages([]).pairs(share: 1, seed: 1).isEmpty)
  }
}
