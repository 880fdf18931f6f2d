import TestSupport
import Testing

@testable import Spelling

@Suite struct TypedWordTests {
  @Test(arguments: [
    ("teh", "the", 1), ("recieve", "receive", 1), ("abc", "abc", 0), ("a", "bcd", 3), ("ca", "abc", 3),
    ("Word", "words", 1),
    ("kitten", "sitting", 3), ("don't", "dont", 1), ("é", "e", 2),
  ])
  func countsEdits(typed: String, meant: String, edits: Int) throws {
    #expect(try counted(Array(typed.utf8), Array(meant.utf8)) == edits)
  }

  @Test func agreesWithTheTable() throws {
    var random = SeededRandom(8)
    for _ in 0..<500 {
      let words = (0..<2).map { _ in
        (0..<Int.random(in: 1...12, using: &random)).map { _ in UInt8.random(in: 97...100, using: &random) }
      }
      #expect(try counted(words[0], words[1]) == Self.table(words[0], words[1]))
    }
  }

  /// Of all words within so many edits none is ruled out by its letters.
  @Test func theScanMissesNothing() throws {
    let words = ["about", "abut", "aboutx", "tuoba", "boat", "xyz", "bout", "aorta"].map { Array($0.utf8) }
    let lexicon = Lexicon(words: words)
    let typed = try #require(TypedWord("aboot".utf8))
    for edits in 2...4 {
      let near = words.indices.filter { Self.table(Array("aboot".utf8), words[$0]) <= edits }
      #expect(lexicon.numbers(similarTo: typed, edits: edits) == near)
    }
  }

  @Test func veryLongWordsAreNotCompared() {
    #expect(TypedWord("".utf8) == nil && TypedWord(repeatElement(97, count: 41)) == nil)
  }

  private func counted(_ typed: [UInt8], _ meant: [UInt8]) throws -> Int {
    let word = try #require(TypedWord(typed))
    return meant.withUnsafeBufferPointer { word.edits(to: $0) }
  }

  /// The optimal string alignment distance as it is defined.
  private static func table(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var rows = Array(repeating: Array(0...b.count), count: a.count + 1)
    for i in 0..<a.count {
      rows[i + 1][0] = i + 1
      for j in 0..<b.count {
        var least = min(rows[i][j + 1] + 1, rows[i + 1][j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, rows[i - 1][j - 1] + 1) }
        rows[i + 1][j + 1] = least
      }
    }
    return rows[a.count][b.count]
  }
}
