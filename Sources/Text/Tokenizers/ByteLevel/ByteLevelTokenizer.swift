/// Spells words by merging their bytes into the tokens of a vocabulary, as GPT-2, RoBERTa, Llama 3 and Qwen do.
///
/// Every text can be spelled, so there are no unknown words unless the vocabulary lacks bytes. Words that occurred lately
/// are remembered. O(n log n) for the longest word, O(n) in the text.
package struct ByteLevelTokenizer: TemplatedTokenizer {
  /// What a tokenizer file can say.
  struct Configuration: Sendable {
    var vocabulary: ByteVocabulary
    var merges: MergeTable
    /// For bytes that the vocabulary lacks; they are left out when it is nil.
    var unknown: Int32?
    /// Whether neighbouring unknown bytes count as one.
    var fusesUnknown = false
    /// Whether a word that is a token is not spelled.
    var ignoresMerges = false
    var normalization = Normalization()
    var digits = DigitSplitting.none
    var pattern = WordPattern.gpt2
    /// Whether a text that does not begin with a blank gets one.
    var addsPrefixSpace = false
    /// How blanks leave the ranges of tokens; nil when they stay.
    var trimming: OffsetTrimming?
    var template = Template()
    var addedTokens: [AddedToken] = []
    var specialTokens = SpecialTokens()
    var maximumLength: Int?
  }

  let configuration: Configuration
  let table = ScalarTable.shared
  let characters = CharacterTable.shared
  let added: AddedTokens
  /// The token of each byte, -1 where there is none.
  let byteIDs: [Int32]
  let pool = SpellingPool()

  init(_ configuration: Configuration) {
    self.configuration = configuration
    added = AddedTokens(configuration.addedTokens, normalization: configuration.normalization, table: table)
    var entry: [UInt8] = []
    byteIDs = (0...255).map { byte in
      withUnsafeBytes(of: UInt8(byte)) {
        configuration.vocabulary.id(ofBytes: $0.assumingMemoryBound(to: UInt8.self), buffer: &entry) ?? -1
      }
    }
  }

  package var vocabularySize: Int { max(configuration.vocabulary.count, added.count) }

  package var maximumLength: Int? { configuration.maximumLength }

  package var specialTokens: SpecialTokens { configuration.specialTokens }

  var template: Template { configuration.template }

  package func token(_ id: Int32) -> String? { added.content(of: id) ?? configuration.vocabulary.token(id) }

  package func id(of token: String) -> Int32? { added.id(of: token) ?? configuration.vocabulary.id(of: token) }
}
