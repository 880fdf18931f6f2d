import TestSupport
import Testing

@testable import Generation

@Suite struct ByteTrieTests {
  @Test func findsWhatComparingAllTokensFinds() {
    var random = SeededRandom(1)
    for _ in 0..<60 {
      let tokens = (0..<Int.random(in: 0...40, using: &random)).map { id in
        (
          id: Int32(id),
          bytes: (0..<Int.random(in: 0...4, using: &random)).map { _ in UInt8.random(in: 97...99, using: &random) }
        )
      }
      let trie = ByteTrie(tokens)
      let pending = (0..<Int.random(in: 0...5, using: &random)).map { _ in UInt8.random(in: 97...99, using: &random) }
      let expected = tokens.filter {
        !$0.bytes.isEmpty && ($0.bytes.starts(with: pending) || pending.starts(with: $0.bytes))
      }
      #expect(trie.tokens(matching: pending).sorted() == expected.map(\.id))
    }
  }

  @Test func bytesAreComparedWithoutSign() {
    let trie = ByteTrie([(1, [0x7F]), (2, [0x80]), (3, [0xFF, 0x00]), (4, [0x00])])
    #expect(trie.tokens(matching: [0xFF]) == [3] && trie.tokens(matching: [0x00]) == [4])
    #expect(trie.tokens(matching: [UInt8]()) == [4, 1, 2, 3])
  }
}
