import Datasets
import TestSupport
import Testing
import Tokenizers

@Suite struct AlignmentTests {
  private let tokenizer: any Tokenizer
  private let space = LabelSpace.bio(types: ["X"])

  /// A small WordPiece vocabulary.
  init() throws {
    let words = [
      "[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "c", "ada", "love", "##lace", "did", "n", "'", "t", ".", "can",
      "##not",
      "cannot", "who", "?", "##b", "##c",
    ]
    let entries = words.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",")
    let added = (0..<4).map { index in
      "{\"id\":\(index),\"content\":\"\(words[index])\",\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true}"
    }.joined(separator: ",")
    let json = """
      {"version":"1.0","added_tokens":[\(added)],"normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,\
      "strip_accents":null,"lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":{"type":"TemplateProcessing",\
      "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],\
      "pair":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}},\
      {"Sequence":{"id":"B","type_id":1}},{"SpecialToken":{"id":"[SEP]","type_id":1}}],"special_tokens":\
      {"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},"[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},\
      "decoder":null,"model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{\(entries)}}}
      """
    tokenizer = try TokenizerLoader.load(json: Array(json.utf8))
  }

  /// `piece/label` for each token.
  private func shown(_ window: TokenWindow) -> String {
    window.encoding.ids.indices.map { index in
      let label = window.labels[index]
      return (tokenizer.token(window.encoding.ids[index]) ?? "") + (label < 0 ? "" : "/" + space.names[Int(label)])
    }.joined(separator: " ")
  }

  @Test func `the first piece of a word carries its label`() throws {
    let example = TokenExample(words: ["Ada", "Lovelace", "did", "."], labels: ["B-X", "I-X", "O", nil])
    let windows = TokenAligner(tokenizer: tokenizer, limit: 32).windows(of: example, in: space)
    #expect(windows.map(shown) == ["[CLS] ada/B-X love/I-X ##lace did/O . [SEP]"])
    #expect(windows[0].tokenOfWord == [1, 2, 4, 5])
  }

  @Test func `words that share a piece are read from it, and the first one teaches`() throws {
    let example = TokenExample(
      text: "cannot didn't", words: [0..<3, 3..<6, 7..<10, 10..<13, 10..<13], labels: Array(repeating: "O", count: 5))
    let windows = TokenAligner(tokenizer: tokenizer, limit: 32).windows(of: example, in: space)
    #expect(windows.map(shown) == ["[CLS] cannot/O [UNK]/O '/O t/O [SEP]"])
    #expect(windows[0].tokenOfWord == [1, 1, 2, 3, 4])
  }

  @Test func `a long text is divided at the end of a sentence`() throws {
    let words = ["a", "b", "c", ".", "a", "b", "c", "Lovelace", "a", "b"]
    let example = TokenExample(words: words, labels: words.map { $0 == "Lovelace" ? "B-X" : "O" })
    let windows = TokenAligner(tokenizer: tokenizer, limit: 8).windows(of: example, in: space)
    #expect(windows.map(\.words) == [0..<4, 4..<9, 9..<10])
    #expect(shown(windows[1]) == "[CLS] a/O b/O c/O love/B-X ##lace a/O [SEP]")
  }

  @Test func `every label is kept once, wherever a text is divided`() throws {
    var random = SeededRandom(3)
    let vocabulary = ["a", "Ada", "Lovelace", "cannot", "didn't", ".", "zzz", "😀", "bcbcbc"]
    for _ in 0..<200 {
      let words = (0..<Int.random(in: 1..<40, using: &random)).map { _ in
        vocabulary.randomElement(using: &random) ?? "a"
      }
      let labels = words.map { _ in Bool.random(using: &random) ? "O" : "B-X" }
      let example = TokenExample(words: words, labels: labels)
      let limit = Int.random(in: 8..<24, using: &random)
      let windows = TokenAligner(tokenizer: tokenizer, limit: limit).windows(of: example, in: space)
      #expect(windows.flatMap(\.words) == Array(words.indices))
      var found: [String] = []
      for window in windows {
        #expect(window.encoding.count <= limit)
        #expect(window.tokenOfWord.count == window.words.count)
        for token in window.tokenOfWord where token >= 0 { found.append(space.names[Int(window.labels[Int(token)])]) }
      }
      #expect(found == labels)
    }
  }

  @Test func `answers are mapped into windows`() throws {
    let context = "a b c a b c ada lovelace a b c a b c"
    let start = 12
    let example = SpanExample(
      id: "1", question: "who?", context: context, answers: ["ada lovelace"], spans: [start..<start + 12])
    let windows = AnswerWindower(tokenizer: tokenizer, limit: 16, stride: 4).windows(of: example)
    #expect(windows.count > 1)
    let holding = windows.filter { $0.start > 0 }
    #expect(!holding.isEmpty && holding.count < windows.count)
    for window in holding {
      let bytes = window.bytes(from: window.start, through: window.end)
      #expect(bytes == start..<start + 12)
      #expect(window.contextTokens.contains(window.start) && window.contextTokens.contains(window.end))
    }
    #expect(windows.first?.context.lowerBound == 0 && windows.last?.context.upperBound == context.utf8.count)
  }

  @Test func `a context that fits is one window`() throws {
    let example = SpanExample(id: "1", question: "who?", context: "a Ada.", answers: ["Ada"], spans: [2..<5])
    let windows = AnswerWindower(tokenizer: tokenizer, limit: 32).windows(of: example)
    #expect(windows.count == 1)
    #expect(windows[0].bytes(from: windows[0].start, through: windows[0].end) == 2..<5)
    let none = SpanExample(id: "2", question: "who?", context: "", answers: [], spans: [])
    let empty = AnswerWindower(tokenizer: tokenizer, limit: 32).windows(of: none)
    #expect(empty.map { [$0.start, $0.end] } == [[0, 0]])
  }

  @Test func `windows cover the context, whatever it is`() throws {
    var random = SeededRandom(9)
    let vocabulary = ["a ", "Ada ", "Lovelace", "cannot ", ". ", "bcbcbcbcbc", "😀", " "]
    for _ in 0..<200 {
      let context = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        vocabulary.randomElement(using: &random) ?? ""
      }
      .joined()
      let count = context.utf8.count
      let example = SpanExample(id: "", question: "who? who? who?", context: context, answers: ["x"], spans: [])
      let limit = Int.random(in: 16..<30, using: &random)
      let stride = Int.random(in: 0..<12, using: &random)
      let windows = AnswerWindower(tokenizer: tokenizer, limit: limit, stride: stride, questionLimit: 4).windows(
        of: example)
      var covered = Set<Int>()
      for window in windows {
        #expect(window.encoding.count <= limit)
        covered.formUnion(window.context)
      }
      let bytes = Array(context.utf8)
      #expect((0..<count).allSatisfy { covered.contains($0) || bytes[$0] == 0x20 })
    }
  }
}
