import Foundation
import JSON
import Support
import TestSupport
import Testing

@testable import Tokenizers

@Suite struct TokenizerLoaderTests {
  /// The smallest file that loads.
  static let minimal = """
    {"model": {"vocab": {"[UNK]": 0, "a": 1}}, "pre_tokenizer": {"type": "BertPreTokenizer"}}
    """

  @Test func loadsTheSmallestFile() throws {
    let tokenizer = try TokenizerLoader.load(json: Array(Self.minimal.utf8))
    #expect(tokenizer.encode("a b").ids == [1, 0])
    #expect(tokenizer.vocabularySize == 2 && tokenizer.maximumLength == nil)
  }

  @Test(arguments: [
    (#"{"type": "WordPiece""#, #"{"type": "Unigram""#, "tokenizer-unsupported", "Unigram"),
    (#""vocab": {"#, #""vocab": {"b": 1, "#, "tokenizer-invalid", "id 1"),
    (#""vocab": {"#, #""vocab": {"b": -1, "#, "tokenizer-invalid", "negative"),
    (#""vocab": {"#, #""vocab": {"b": 1e30, "#, "tokenizer-invalid", "not an integer"),
    (#""vocab": {"#, #""vocab": {"b": 99999999999, "#, "tokenizer-invalid", "larger"),
    (#""vocab": {"#, #""vocab": {"b": "x", "#, "tokenizer-invalid", "not an integer"),
    (#""[UNK]": 0"#, #""[UN]": 0"#, "tokenizer-invalid", "unknown token"),
    (#"{"[UNK]": 0, "a": 1}"#, "{}", "tokenizer-invalid", "empty"),
    (#"{"[UNK]": 0, "a": 1}"#, "[]", "tokenizer-invalid", "model.vocab"),
    (#""model""#, #""modem""#, "tokenizer-invalid", "model"),
    (#""BertPreTokenizer""#, #""ByteLevel""#, "tokenizer-unsupported", "ByteLevel"),
    (
      #", "pre_tokenizer""#, #", "normalizer": {"type": "Precompiled"}, "pre_tokenizer""#, "tokenizer-unsupported",
      "Precompiled"
    ),
    (#", "pre_tokenizer""#, #", "normalizer": 3, "pre_tokenizer""#, "tokenizer-invalid", "normalizer"),
    (
      #", "pre_tokenizer""#, #", "post_processor": {"type": "ByteLevel"}, "pre_tokenizer""#, "tokenizer-unsupported",
      "ByteLevel"
    ),
    (
      #", "pre_tokenizer""#,
      #", "post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "X"}}]}, "pre_tokenizer""#,
      "tokenizer-invalid", "special_tokens"
    ),
    (
      #", "pre_tokenizer""#, #", "added_tokens": [{"id": 7, "content": "a"}], "pre_tokenizer""#, "tokenizer-invalid",
      "another id"
    ),
    (
      #", "pre_tokenizer""#, #", "added_tokens": [{"id": 1, "content": "b"}], "pre_tokenizer""#, "tokenizer-invalid",
      "another token"
    ),
    (#", "pre_tokenizer""#, #", "added_tokens": {}, "pre_tokenizer""#, "tokenizer-invalid", "added_tokens"),
  ])
  func saysWhatIsWrong(_ old: String, _ new: String, _ code: String, _ part: String) throws {
    let source = Self.minimal.replacingOccurrences(of: #"{"vocab""#, with: #"{"type": "WordPiece", "vocab""#)
    let text = source.replacingOccurrences(of: old, with: new)
    #expect(text != source)
    let error = #expect(throws: TokenizerError.self) { try TokenizerLoader.load(json: Array(text.utf8)) }
    let found = try #require(error)
    #expect(found.code == code && found.message.contains(part) && !found.hint.isEmpty, "\(found)")
  }

  /// The smallest byte-level file that loads.
  static let byteLevel = """
    {"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"], "byte_fallback": false},
     "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false}}
    """

  @Test func loadsTheSmallestByteLevelFile() throws {
    let tokenizer = try TokenizerLoader.load(json: Array(Self.byteLevel.utf8))
    #expect(tokenizer.encode("abba").ids == [2, 1, 0])
    #expect(tokenizer.vocabularySize == 3 && tokenizer.id(of: "ab") == 2 && tokenizer.token(2) == "ab")
  }

  @Test(arguments: [
    (#""a b""#, #""a c""#, "tokenizer-invalid", "merge 0"), (#""a b""#, #""a  b""#, "tokenizer-invalid", "merge"),
    (#"["a b"]"#, #"{"a": "b"}"#, "tokenizer-invalid", "merges"), (#"["a b"]"#, "[3]", "tokenizer-invalid", "merges"),
    (#""ab": 2"#, #""ab": 1"#, "tokenizer-invalid", "id 1"), (#""ab": 2"#, #""ab": 1e9"#, "tokenizer-invalid", "id"),
    (#""ByteLevel""#, #""Whitespace""#, "tokenizer-unsupported", "Whitespace"),
    (#""byte_fallback": false"#, #""byte_fallback": true"#, "tokenizer-unsupported", "ByteLevel"),
    (#""byte_fallback": false"#, #""dropout": 0.1"#, "tokenizer-unsupported", "dropout"),
    (#""byte_fallback": false"#, #""end_of_word_suffix": "</w>""#, "tokenizer-unsupported", "end_of_word_suffix"),
    (#""byte_fallback": false"#, #""unk_token": "x""#, "tokenizer-invalid", "unknown token"),
    (
      #"{"type": "ByteLevel", "add_prefix_space": false}"#,
      #"{"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "x+"}, "behavior": "Isolated"}, {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}]}"#,
      "tokenizer-unsupported", "expression"
    ),
    (
      #", "add_prefix_space": false}"#,
      #"}, "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]}"#,
      "tokenizer-unsupported", "normalizer"
    ),
  ])
  func saysWhatIsWrongWithAByteLevelFile(_ old: String, _ new: String, _ code: String, _ part: String) throws {
    let text = Self.byteLevel.replacingOccurrences(of: old, with: new)
    #expect(text != Self.byteLevel)
    let error = #expect(throws: TokenizerError.self) { try TokenizerLoader.load(json: Array(text.utf8)) }
    let found = try #require(error)
    #expect(found.code == code && found.message.contains(part) && !found.hint.isEmpty, "\(found)")
  }

  @Test(arguments: ["roberta", "gpt2"])
  func vocabularyAndMergesGiveTheSameAsTheTokenizerFile(_ name: String) throws {
    let model = try JSONValue(parsing: Fixture.bytes(Fixture.folder + "/byte_level.json"))
    var entries = try #require(model["vocab"]?.objectValue)
    if name == "gpt2" { entries["<s>"] = nil }
    let merges = try #require(model["merges"]?.arrayValue).compactMap(\.stringValue)
    let files = [
      "vocab.json": JSONValue.object(entries).encodedText(),
      "merges.txt": "#version: 0.2\n" + merges.joined(separator: "\n") + "\n",
      "tokenizer_config.json": #"{"model_max_length": 77, "add_prefix_space": false}"#,
    ]
    let lines = try #require(Fixture.lines)
    try Self.withFolder(files) { folder in
      let (left, right) = (try TokenizerLoader.load(directory: folder), try Fixture.byteLevelTokenizer(name))
      #expect(left.maximumLength == 77 && left.specialTokens.mask == right.specialTokens.mask)
      for index in stride(from: 0, to: lines.count, by: 20) {
        #expect(left.encode(lines[index]) == right.encode(lines[index]))
      }
    }
  }

  @Test func everyCutOfAFileIsAnError() throws {
    let bytes = try Fixture.configuration("added")
    for length in stride(from: 0, to: bytes.count - 1, by: bytes.count / 40) {
      #expect(throws: TokenizerError.self) { try TokenizerLoader.load(json: Array(bytes[..<length])) }
    }
  }

  @Test func damagedAndDeepFilesNeverCrash() throws {
    let bytes = Array(Self.minimal.utf8)
    var random = SeededRandom(3)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<3 {
        damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      do { _ = try TokenizerLoader.load(json: damaged) } catch { #expect(error is TokenizerError) }
    }
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: TokenizerError.self) { try TokenizerLoader.load(json: Array(deep.utf8)) }
    let sequence = #"{"type": "Sequence", "normalizers": ["#
    let nested = String(repeating: sequence, count: 5000)
    let text = Self.minimal.replacingOccurrences(of: #", "pre_"#, with: #", "normalizer": \#(nested), "pre_"#)
    #expect(throws: TokenizerError.self) { try TokenizerLoader.load(json: Array(text.utf8)) }
  }

  @Test(arguments: [
    ([:], "tokenizer-missing", "vocab.txt"),
    (["vocab.txt": ""], "tokenizer-invalid", "empty"),
    (["vocab.txt": "a\nb\n"], "tokenizer-invalid", "unknown token"),
    (["vocab.txt": "[UNK]\na\n"], "tokenizer-invalid", "open and close"),
    (["vocab.txt": "[UNK]\n[CLS]\n[SEP]\n", "tokenizer_config.json": "{"], "tokenizer-invalid", "JSON"),
    (
      ["vocab.txt": "[UNK]\n[CLS]\n[SEP]\n", "tokenizer_config.json": #"{"do_lower_case": 1}"#], "tokenizer-invalid",
      "do_lower_case"
    ),
    (["tokenizer.json": "[]"], "tokenizer-invalid", "not an object"),
  ])
  func namesTheFile(_ files: [String: String], _ code: String, _ part: String) throws {
    try Self.withFolder(files) { folder in
      let error = #expect(throws: TokenizerError.self) { try TokenizerLoader.load(directory: folder) }
      let found = try #require(error)
      #expect(found.code == code && found.message.contains(part) && found.message.contains(folder), "\(found)")
    }
  }

  @Test func readsVocabularyAndConfiguration() throws {
    let vocabulary = "[PAD]\r\n[UNK]\r\n<cls>\r\n[SEP]\r\nÀ\r\na\r\n"
    let config = #"{"do_lower_case": false, "model_max_length": 512, "cls_token": {"content": "<cls>"}}"#
    try Self.withFolder(["vocab.txt": vocabulary, "tokenizer_config.json": config]) { folder in
      let tokenizer = try TokenizerLoader.load(directory: folder)
      #expect(tokenizer.encode("À a <cls>").ids == [2, 4, 5, 2, 3])
      #expect(tokenizer.maximumLength == 512 && tokenizer.vocabularySize == 6)
      #expect(
        tokenizer.specialTokens
          == SpecialTokens(unknown: 1, classification: 2, separator: 3, padding: 0, mask: nil))
      #expect(tokenizer.token(4) == "À" && tokenizer.id(of: "a") == 5 && tokenizer.token(99) == nil)
    }
  }

  static func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "stet-tokenizer-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, content) in files { try Data(content.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    try body(folder)
  }
}
