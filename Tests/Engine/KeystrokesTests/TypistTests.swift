import Testing

@testable import Keystrokes

@Suite struct TypistTests {
  private static func type(
    _ text: String, _ suggest: (Int) -> String?, from start: Int = 0
  ) -> KeystrokeScore {
    let bytes = Array(text.utf8)
    return Typist(text: bytes, range: start..<bytes.count).type { suggest($0).map { ArraySlice($0.utf8) } }
  }

  /// What follows a place, up to the end of the unit.
  private static func unit(_ text: String, _ place: Int) -> String {
    Array(text.utf8).withUnsafeBufferPointer {
      String(decoding: $0[place..<TextUnits.end(in: $0, from: place)], as: UTF8.self)
    }
  }

  @Test func whoSaysNothingSavesNothing() {
    let score = Self.type("Café au lait.", { _ in nil })
    #expect(score.characters == 13 && score.keys == 13 && score.saved == 0)
    #expect(score.requests == 13 && score.shown == 0 && score.precision == 0 && score.accepted == 0)
  }

  @Test func whoKnowsTheWholeTextSavesAllButOneKey() {
    let text = "The tide came in."
    let score = Self.type(text, { String(text.dropFirst($0)) })
    #expect(score.keys == 1 && score.shown == 1 && score.right == 1 && score.whole == 1 && score.accepted == 1)
    #expect(score.saved == 1 - 1.0 / 17)
  }

  @Test func whoKnowsEachNextWordCostsAKeyForEach() {
    let text = "The tide, it came in."
    let score = Self.type(text, { Self.unit(text, $0) })
    // Seven units; taking a mark of one character costs what typing it costs.
    #expect(score.keys == 7 && score.characters == 21 && score.shown == 7 && score.whole == 7 && score.accepted == 5)
  }

  @Test func whoIsWrongSavesNothingAndIsAskedAgain() {
    let score = Self.type("abc abc", { _ in "xyz" })
    #expect(score.keys == 7 && score.shown == 7 && score.right == 0 && score.saved == 0)
  }

  @Test func ofAHalfRightSuggestionEachRightWordCostsAKey() {
    let score = Self.type("the cat sat", { $0 == 0 ? "the cat ran away" : nil })
    // Two words for a key each, then " sat": the blank agrees with what is shown, so it is at "a" that one is asked again, and at "t".
    #expect(score.keys == 2 + 4 && score.accepted == 1 && score.requests == 3)
    #expect(score.shown == 1 && score.right == 1 && score.whole == 0)
  }

  @Test(arguments: [("interesting", "interest"), ("interest", "interesting"), ("in", "int")])
  func aWordThatEndsElsewhereIsWrong(_ text: String, _ suggestion: String) {
    let score = Self.type(text, { $0 == 0 ? suggestion : nil })
    #expect(score.keys == text.utf8.count && score.right == 0 && score.accepted == 0)
  }

  @Test func aSuggestionStaysWhileTheKeysAgree() {
    // Not worth a key, but typed through.
    let score = Self.type("a b c", { $0 == 0 ? "a" : $0 == 1 ? " b" : nil })
    #expect(score.shown == 2 && score.accepted == 1 && score.keys == 1 + 1 + 2)
    #expect(Self.type("aab", { $0 == 0 ? "aax" : nil }).requests == 1)
  }

  @Test func keysAreCharacters() {
    let score = Self.type("日本 é", { $0 == 0 ? "日本" : nil })
    #expect(score.characters == 4 && score.keys == 1 + 2)
  }

  @Test func onlyTheRangeIsTyped() {
    let score = Self.type("one two three", { $0 == 4 ? "two" : nil }, from: 4)
    #expect(score.characters == 9 && score.keys == 1 + 6)
  }
}
