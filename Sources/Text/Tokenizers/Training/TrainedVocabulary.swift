package import JSON

/// What a `BPETrainer` found, as a `tokenizer.json` that others read too.
///
/// Ids: the end of a text, the 256 bytes in the order of their values, then a token for each merge.
package struct TrainedVocabulary: Sendable {
  /// The tokens that every vocabulary has.
  package static let smallest = 257

  let words: BPETrainer.Words
  /// In the order in which they were found.
  let merges: [(left: Int32, right: Int32)]

  /// How many tokens there are.
  package var count: Int { Self.smallest + merges.count }

  static func id(ofByte byte: UInt8) -> Int32 { Int32(byte) + 1 }

  /// The tokenizer file.
  package var json: JSONValue {
    let tokens = tokens
    let vocabulary = tokens.enumerated().map { ($0.element, JSONValue.integer(Int64($0.offset))) }
    let pairs = merges.map { JSONValue.string("\(tokens[Int($0.left)]) \(tokens[Int($0.right)])") }
    let end: JSONValue = [
      "id": 0, "content": .string(BPETrainer.end), "single_word": false, "lstrip": false, "rstrip": false,
      "normalized": false, "special": true,
    ]
    let model: JSONValue = [
      "type": "BPE", "dropout": .null, "unk_token": .null, "continuing_subword_prefix": .null,
      "end_of_word_suffix": .null, "fuse_unk": false, "byte_fallback": false, "ignore_merges": false,
      "vocab": .object(JSONObject(vocabulary)), "merges": .array(pairs),
    ]
    return [
      "version": "1.0", "truncation": .null, "padding": .null, "added_tokens": [end], "normalizer": .null,
      "pre_tokenizer": preTokenizer, "post_processor": Self.byteLevel(usesExpression: false),
      "decoder": Self.byteLevel(usesExpression: true), "model": model,
    ]
  }

  private var preTokenizer: JSONValue {
    guard let expression = words.pattern.expression, words != .gpt2 else { return Self.byteLevel(usesExpression: true) }
    let split: JSONValue = [
      "type": "Split", "pattern": ["Regex": .string(expression)], "behavior": "Isolated", "invert": false,
    ]
    return ["type": "Sequence", "pretokenizers": [split, Self.byteLevel(usesExpression: false)]]
  }

  private static func byteLevel(usesExpression: Bool) -> JSONValue {
    ["type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": .bool(usesExpression)]
  }

  /// All tokens in the form of the files, by id.
  private var tokens: [String] {
    let bytes = ByteAlphabet.scalars.compactMap(Unicode.Scalar.init).map { String($0) }
    return merges.reduce(into: [BPETrainer.end] + bytes) { $0.append($0[Int($1.left)] + $0[Int($1.right)]) }
  }
}
