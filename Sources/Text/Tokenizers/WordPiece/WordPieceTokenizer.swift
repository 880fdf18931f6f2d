/// Splits words into the longest pieces of a vocabulary, from left to right, as BERT and its relatives do.
///
/// See Y. Wu et al., "Google's neural machine translation system" (2016), and X. Song et al., "Fast WordPiece
/// tokenization" (2021). ASCII words go straight from the source bytes through the trie; only stretches that hold other
/// bytes are normalised first. O(n) in the text for bounded token lengths.
package struct WordPieceTokenizer: Tokenizer {
  /// What a tokenizer file can say.
  struct Configuration: Sendable {
    var vocabulary: Vocabulary
    var unknown: Int32
    var continuingPrefix = "##"
    var maximumWordLength = 100
    var normalization = Normalization()
    var splitting = WordSplitting.bert
    var template = Template()
    var addedTokens: [AddedToken] = []
    var specialTokens = SpecialTokens()
    var maximumLength: Int?
  }

  let configuration: Configuration
  let table: ScalarTable
  /// Where in the trie the continuations of words start, -1 when the vocabulary has none.
  let continuation: Int32
  /// The kind of each ASCII byte after normalisation; `multibyte` from 0x80 on.
  let kinds: [WordSplitting.Kind]
  /// What normalisation makes of each ASCII byte, and itself for others.
  let folded: [UInt8]
  /// 0, 1, 2, ...: the folding of text that is normalised already.
  let unfolded = (0...255).map { UInt8($0) }
  /// Added tokens that are looked for in the text as it is.
  let rawTokens: AddedTokenMatcher
  /// Added tokens that are looked for in normalised text.
  let normalizedTokens: AddedTokenMatcher
  /// By bytes: strings would equate tokens that differ in normalisation alone.
  private let addedIDs: [[UInt8]: Int32]
  private let addedContents: [Int32: String]

  init(_ configuration: Configuration) {
    let table = ScalarTable.shared
    self.configuration = configuration
    self.table = table
    continuation = configuration.vocabulary.trie.node(of: Array(configuration.continuingPrefix.utf8)) ?? -1
    let ascii = (0..<128).map { configuration.normalization.ascii(UInt8($0), table: table) }
    kinds = (0..<256).map { byte in
      guard byte < 128 else { return .multibyte }
      return ascii[byte].map { configuration.splitting.kind(of: table.properties(of: UInt32($0))) } ?? .removed
    }
    folded = (0..<256).map { $0 < 128 ? ascii[$0] ?? UInt8($0) : UInt8($0) }
    let added = configuration.addedTokens
    rawTokens = AddedTokenMatcher(added.filter { !$0.isNormalized }.map { (Array($0.content.utf8), $0) }, table: table)
    normalizedTokens = AddedTokenMatcher(
      added.filter(\.isNormalized).map { (Self.normalized($0.content, configuration.normalization, table), $0) },
      table: table)
    addedIDs = Dictionary(added.map { (Array($0.content.utf8), $0.id) }, uniquingKeysWith: { $1 })
    addedContents = Dictionary(added.map { ($0.id, $0.content) }, uniquingKeysWith: { $1 })
  }

  private static func normalized(_ content: String, _ rules: Normalization, _ table: ScalarTable) -> [UInt8] {
    var text = NormalizedText()
    let bytes = Array(content.utf8)
    bytes.withUnsafeBufferPointer { text.assign($0, $0.indices, rules: rules, table: table) }
    return text.bytes
  }

  package var vocabularySize: Int {
    max(configuration.vocabulary.count, (addedContents.keys.max().map(Int.init) ?? -1) + 1)
  }

  package var maximumLength: Int? { configuration.maximumLength }

  package var specialTokens: SpecialTokens { configuration.specialTokens }

  package func token(_ id: Int32) -> String? { addedContents[id] ?? configuration.vocabulary.token(id) }

  package func id(of token: String) -> Int32? { addedIDs[Array(token.utf8)] ?? configuration.vocabulary.id(of: token) }

  package func specialTokenCount(pair: Bool) -> Int { configuration.template.specialTokenCount(pair: pair) }
}
