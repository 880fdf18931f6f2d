import TestSupport
import Testing

@testable import Spelling

@Suite struct WordScannerTests {
  @Test(arguments: [
    ("Two words, and (three) “more”!", ["Two", "words", "and", "three", "more"]),
    ("well-known twenty-first", ["well", "known", "twenty", "first"]),
    ("don't the dog’s 'quoted' words'", ["don't", "the", "dog's", "quoted", "words"]),
    ("read—or write–it...now", ["read", "or", "write", "it", "now"]),
    ("old--style dashes", ["old", "style", "dashes"]),
    ("so\u{AD}ft hy\u{AD}phens", ["soft", "hyphens"]),
    ("*marked* _words_ here", ["marked", "words", "here"]),
  ])
  func splitsProse(text: String, words: [String]) {
    #expect(scan(text) == words)
  }

  @Test(arguments: [
    "https://example.com/pth www.exmple.com someone@exmple.com", "foo.txt src/mian.c ./cofig ~/.bashrc C:\\Widnows",
    "--verbse -vf @hndle #tgg", "snake_csae fnction() a+b x=yy $HMOE", "3rd 10km v1.2.3rc 0xdeadbeef h264 20th",
    "naïve\u{301}x дом 漢字 Ελλάς कम", "std::vctor node:fss", "😀 👩‍👩‍👧 ™ ½", "", "\u{0}\u{1}",
  ])
  func leavesOutWhatIsNoProse(text: String) {
    #expect(scan(text).allSatisfy { ["v"].contains($0) })
  }

  @Test func leavesOutLiteralsAndWhatTouchesThem() {
    let text = "call fooo bar-ed nowz"
    #expect(scan(text, literals: [5..<9, 10..<13]) == ["call", "ed", "nowz"])
  }

  @Test(arguments: [
    ("word", WordShape.small), ("Word", .capitalised), ("NATO", .capitals), ("PDFs", .capitals), ("iPhone", .mixed),
    ("GitHub", .mixed), ("Zoë", .capitalised), ("ÉCOLE", .capitals), ("école", .small),
  ])
  func seesHowAWordIsWritten(text: String, shape: WordShape) {
    var shapes: [WordShape] = []
    WordScanner(Array(text.utf8), literals: []).forEach { shapes.append($0.shape) }
    #expect(shapes == [shape])
  }

  @Test func knowsWhichWordsStartAClause() {
    let text = Array("“One two.” Three four: Five".utf8)
    var first: [String] = []
    let scanner = WordScanner(text, literals: [])
    scanner.forEach { if $0.isFirst { first.append(String(decoding: scanner.spelling(of: $0), as: UTF8.self)) } }
    #expect(first == ["One", "Three", "Five"])
  }

  /// Any bytes in, words inside the text out, in order.
  @Test func survivesRandomBytes() {
    var random = SeededRandom(11)
    let alphabet = Array("aB 'é’-.\u{AD}😀/:(_9\u{301}".utf8) + [0xFF, 0xC3, 0xE2, 0x80]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let literal = Int.random(in: -5...50, using: &random)
      let scanner = WordScanner(text, literals: [literal..<literal + 4])
      var end = 0
      scanner.forEach { word in
        #expect(word.range.lowerBound >= end && word.range.upperBound <= text.count)
        #expect(!scanner.spelling(of: word).isEmpty)
        end = word.range.upperBound
      }
    }
  }

  private func scan(_ text: String, literals: [Range<Int>] = []) -> [String] {
    let scanner = WordScanner(Array(text.utf8), literals: literals)
    var words: [String] = []
    scanner.forEach { words.append(String(decoding: scanner.spelling(of: $0), as: UTF8.self)) }
    return words
  }
}
