import TestSupport
import Testing

@testable import Edits

@Suite struct TokenScannerTests {
  @Test(arguments: [
    ("Don't stop, O’Brien.", "Don't|stop|,|O’Brien|."),
    ("a well-known fact", "a|well|-|known|fact"),
    ("3.14 of 1,000 items, v2.x", "3.14|of|1,000|items|,|v2|.|x"),
    ("**bold** and _soft_ snake_case", "**|bold|**|and|_|soft|_|snake_case"),
    ("Wait... the users' e.g. (x)", "Wait|...|the|users|'|e|.|g|.|(|x|)"),
    ("naïve café\u{A0}😀😀", "naïve|café|😀|😀"),
    (" \n ", ""),
  ])
  func tokensAreWordsAndMarks(text: String, expected: String) {
    #expect(EditableText(text).tokens.map(\.text).joined(separator: "|") == expected)
  }

  @Test func tokensCoverEverythingButWhiteSpaceOfAnyBytes() {
    var random = SeededRandom(7)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = EditableText(bytes)
      var end = 0
      for token in text.tokens {
        #expect(token.bytes.lowerBound >= end && !token.bytes.isEmpty)
        end = token.bytes.upperBound
      }
      #expect(end <= bytes.count)
      let outside = bytes.indices.filter { index in !text.tokens.contains { $0.bytes.contains(index) } }
      #expect(outside.allSatisfy { bytes[$0] <= 0x20 || bytes[$0] >= 0x80 })
    }
  }
}
