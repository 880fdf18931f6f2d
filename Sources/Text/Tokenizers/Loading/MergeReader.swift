import JSON

/// Reads the vocabulary and the merges of a byte-level model.
enum MergeReader {
  /// The table of `merges`: strings of two tokens with a blank between, or lists of two.
  static func table(_ value: JSONValue?, _ vocabulary: ByteVocabulary) throws(TokenizerError) -> MergeTable {
    guard let list = value?.arrayValue else { throw .invalid("model.merges is missing or not a list") }
    var pairs: [(String, String)] = []
    pairs.reserveCapacity(list.count)
    for item in list {
      if let text = item.stringValue {
        pairs.append(try pair(text[...]))
      } else if let parts = item.arrayValue, parts.count == 2, let left = parts[0].stringValue,
        let right = parts[1].stringValue
      {
        pairs.append((left, right))
      } else {
        throw .invalid("model.merges holds something that is not a pair of tokens")
      }
    }
    return try table(pairs, vocabulary)
  }

  /// The table of the lines of a `merges.txt`; lines that start with `#version` count for nothing.
  static func table(text: UnsafeRawBufferPointer, _ vocabulary: ByteVocabulary) throws(TokenizerError) -> MergeTable {
    var pairs: [(String, String)] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard !line.isEmpty, !line.starts(with: "#version".utf8) else { continue }
      pairs.append(try pair(String(decoding: line, as: UTF8.self)[...]))
    }
    return try table(pairs, vocabulary)
  }

  private static func pair(_ text: Substring) throws(TokenizerError) -> (String, String) {
    let parts = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, let left = String(parts[0]), let right = String(parts[1]) else {
      throw .invalid("a merge is not two tokens with a blank between")
    }
    return (left, right)
  }

  private static func table(
    _ pairs: [(String, String)], _ vocabulary: ByteVocabulary
  ) throws(TokenizerError) -> MergeTable {
    var merges: [(left: Int32, right: Int32, result: Int32)] = []
    merges.reserveCapacity(pairs.count)
    for (index, (left, right)) in pairs.enumerated() {
      guard let first = vocabulary.id(of: left), let second = vocabulary.id(of: right),
        let result = vocabulary.id(of: left + right)
      else { throw .invalid("the vocabulary lacks a token of merge \(index)") }
      merges.append((first, second, result))
    }
    return MergeTable(merges)
  }
}
