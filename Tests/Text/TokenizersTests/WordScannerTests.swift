import Testing

@testable import Tokenizers

@Suite struct WordScannerTests {
  static func words(_ text: String, _ pattern: WordPattern) -> [String] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      let scanner = WordScanner(text: bytes, pattern: pattern, table: .shared, limit: bytes.count)
      var words: [String] = []
      var position = 0
      while position < bytes.count {
        let end = scanner.end(from: position)
        words.append(String(decoding: bytes[position..<end], as: UTF8.self))
        position = end
      }
      return words
    }
  }

  @Test(arguments: [
    ("I'll can't, I'LL 12345!", ["I", "'ll", " can", "'t", ",", " I", "'", "LL", " 12345", "!"]),
    ("a  b \n\n c ", ["a", " ", " b", " \n\n", " c", " "]),
    ("x\n\ny", ["x", "\n", "\n", "y"]),
    ("één½ ²x", ["één", "½", " ²", "x"]),
    (" ?!\u{3000}\u{3000}字", [" ?!", "\u{3000}", "\u{3000}", "字"]),
  ])
  func dividesAsGPT2(_ text: String, _ expected: [String]) {
    #expect(Self.words(text, .gpt2) == expected)
  }

  @Test(arguments: [
    ("I'll can't, I'LL 12345!", ["I", "'ll", " can", "'t", ",", " I", "'LL", " ", "123", "45", "!"]),
    ("a  b \n\n c ", ["a", " ", " b", " \n\n", " c", " "]),
    ("x();\n\n y", ["x", "();\n\n", " y"]),
    ("\tx\r\n\r\nIt'ſ", ["\tx", "\r\n\r\n", "It", "'ſ"]),
    ("(a) -b 'c", ["(a", ")", " -", "b", " '", "c"]),
  ])
  func dividesAsLlama3(_ text: String, _ expected: [String]) {
    #expect(Self.words(text, .grouped(digits: 3)) == expected)
  }

  @Test func takesDigitsOneByOneForQwen2() {
    #expect(Self.words("a 123", .grouped(digits: 1)) == ["a", " ", "1", "2", "3"])
    #expect(Self.words("a 123", .whole) == ["a 123"])
  }
}
