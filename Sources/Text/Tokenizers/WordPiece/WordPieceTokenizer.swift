/// Splits words into the longest pieces of a vocabulary, from left to right, as BERT and its relatives do.
///
/// See Y. Wu et al., "Google's neural machine translation system" (2016), and X. Song et al., "Fast WordPiece
/// tokenization" (2021). ASCII words go straight from the source bytes through the trie; only stretches that hold other
/// bytes are normalised first. O(n) in the text for bounded token lengths.
package struct WordPieceTokenizer: TemplatedTokenizer {
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
  let added: AddedTokens

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
    added = AddedTokens(configuration.addedTokens, normalization: configuration.normalization, table: table)
  }

  package var vocabularySize: Int {
    max(configuration.vocabulary.count, added.count)
  }

  package var maximumLength: Int? { configuration.maximumLength }

  package var specialTokens: SpecialTokens { configuration.specialTokens }

  package func token(_ id: Int32) -> String? { added.content(of: id) ?? configuration.vocabulary.token(id) }

  package func id(of token: String) -> Int32? { added.id(of: token) ?? configuration.vocabulary.id(of: token) }

  var template: Template { configuration.template }
}
