/// The tokens of a model, their ids, and the trie that finds them.
struct Vocabulary: TokenTable {
  /// Finds the longest token at a place.
  let trie: TokenTrie
  /// The bytes of all tokens in the order of ids.
  private let bytes: [UInt8]
  /// Where the token of each id lies in `bytes`; empty ranges are ids without a token.
  private let ranges: [Range<UInt32>]

  /// Ids above this are taken for damage: the largest vocabularies in use have about a million.
  static let largestID = 16_777_215

  /// The vocabulary of `tokens`.
  ///
  /// - Throws: `TokenizerError` when it is empty, or an id is out of range or given twice.
  init(_ tokens: [(text: String, id: Int)]) throws(TokenizerError) {
    let texts = try Self.texts(tokens)
    var bytes: [UInt8] = []
    var ranges: [Range<UInt32>] = []
    ranges.reserveCapacity(texts.count)
    for text in texts {
      let start = UInt32(bytes.count)
      if let text { bytes.append(contentsOf: text.utf8) }
      ranges.append(start..<UInt32(bytes.count))
    }
    self.bytes = bytes
    self.ranges = ranges
    trie = TokenTrie(bytes: bytes, ranges: ranges)
  }

  /// The token of each id up to the largest, nil where there is none.
  ///
  /// - Throws: `TokenizerError` when there are no tokens, or an id is out of range or given twice.
  static func texts(_ tokens: [(text: String, id: Int)]) throws(TokenizerError) -> [String?] {
    guard let largest = tokens.map(\.id).max() else { throw .invalid("the vocabulary is empty") }
    var texts = [String?](repeating: nil, count: try size(largest: largest))
    for (text, id) in tokens {
      guard id >= 0 else { throw .invalid("the vocabulary has a negative id \(id)") }
      guard texts[id] == nil else { throw .invalid("the vocabulary gives id \(id) to two tokens") }
      texts[id] = text
    }
    return texts
  }

  private static func size(largest: Int) throws(TokenizerError) -> Int {
    guard largest <= largestID else {
      throw .invalid("the vocabulary has an id \(largest), larger than \(largestID)")
    }
    return max(largest, -1) + 1
  }

  /// One more than the largest id.
  var count: Int { ranges.count }

  /// The token of an id, nil where there is none.
  func token(_ id: Int32) -> String? {
    guard ranges.indices.contains(Int(id)), !ranges[Int(id)].isEmpty else { return nil }
    let range = ranges[Int(id)]
    return String(decoding: bytes[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
  }

  /// The id of a token.
  ///
  /// O(length).
  func id(of token: String) -> Int32? { trie.id(of: Array(token.utf8)) }
}
