import Testing

@testable import Keystrokes

@Suite struct NGramPredictorTests {
  private let predictor = NGramPredictor(KeystrokesFixture.model(KeystrokesFixture.prose, lengths: 5), name: "5-gram")

  private func suggestion(_ typed: String, _ confidence: Double = 0) -> String? {
    let text = Array(typed.utf8)
    let found = predictor.suggestion(at: text.count, of: text + Array("zzz".utf8), confidence: confidence)
    return found?.cut(at: confidence).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("Then the tide ca", "me in again"), ("the keeper of the h", "arbour lit the lamp"),
    ("the keeper of", " the harbour lit the lamp"), ("the keeper of ", "the harbour lit the lamp"),
    ("Nobody had as", "ked him to."),
  ]) func theBeginningOfAWordIsACondition(_ typed: String, _ expected: String) {
    #expect(suggestion(typed)?.hasPrefix(expected) == true, "\(suggestion(typed) ?? "nothing")")
  }

  @Test func whatNoWordBeginsWithGetsNothing() {
    #expect(suggestion("the keeper xq") == nil)
  }

  @Test func moreConfidenceMeansLessText() {
    let lengths = [0, 0.2, 0.4, 0.6, 0.8, 1].map { suggestion("The tide", $0)?.count ?? 0 }
    #expect(lengths == lengths.sorted(by: >) && lengths[0] > 5 && lengths[5] == 0)
  }

  @Test func aSentenceEndsASuggestionAndALineIsNeverBegun() {
    #expect(suggestion("The boats lay still in")?.hasSuffix("harbour.") == true)
    for typed in ["The tide", "Then", "boats", ""] { #expect(suggestion(typed)?.contains("\n") != true) }
  }

  @Test func onlyTheEndOfALongTextCounts() {
    let long = String(repeating: "something else, and so on; ", count: 200) + "the keeper of"
    #expect(suggestion(long) == suggestion("it was the keeper of") && suggestion(long) != nil)
  }

  @Test func nextWordsComeWithoutTheBlank() {
    let text = Array("in the ".utf8)
    let words = predictor.words(at: text.count, of: text, count: 3).map { String(decoding: $0, as: UTF8.self) }
    #expect(words.count == 3 && words.contains("boats") && words.contains("harbour"))
  }
}
