/// Spells whole texts by merging their characters, blanks written as "▁", as Llama 2 and its relatives do.
///
/// Characters that the vocabulary lacks become the tokens of their bytes, `<0x0A>` and so on, so that every text can be spelled (T. Kudo and
/// J. Richardson, "SentencePiece", 2018). Without words, a text is merged as one: O(n log n).
package struct SentencePieceTokenizer: TemplatedTokenizer {
  /// Where a blank is put before text that has none.
  enum Prefix: Sendable {
    case never
    /// Before the text alone, unless it begins with a blank.
    case first
    /// Before every stretch between added tokens, unless it begins with a blank.
    case stretches
    /// The same, also where it begins with one.
    case always
  }

  /// What a tokenizer file can say.
  struct Configuration: Sendable {
    var vocabulary: ByteVocabulary
    var merges: MergeTable
    /// For characters that neither the vocabulary nor its bytes spell; they are left out when it is nil.
    var unknown: Int32?
    var fusesUnknown = false
    var fallsBackToBytes = false
    var prefix = Prefix.never
    /// Whether blanks divide what is merged.
    var splitsAtBlanks = false
    var template = Template()
    var addedTokens: [AddedToken] = []
    var specialTokens = SpecialTokens()
    var maximumLength: Int?
  }

  /// What stands for a blank: U+2581.
  static let blank: UInt32 = 0x2581
  static let blankBytes: [UInt8] = [0xE2, 0x96, 0x81]

  let configuration: Configuration
  let added: AddedTokens
  /// The token of each byte; nil where one is missing, so that none can be used.
  let byteIDs: [Int32]?
  /// The byte of each token that stands for one.
  private let bytesByID: [Int32: UInt8]
  let pool = SpellingPool()

  init(_ configuration: Configuration) {
    self.configuration = configuration
    added = AddedTokens(configuration.addedTokens, normalization: Normalization(), table: ScalarTable.shared)
    let digits = Array("0123456789ABCDEF")
    let ids = (0..<256).compactMap { configuration.vocabulary.id(of: "<0x\(digits[$0 / 16])\(digits[$0 % 16])>") }
    byteIDs = configuration.fallsBackToBytes && ids.count == 256 ? ids : nil
    bytesByID = ids.count == 256 ? Dictionary(zip(ids, UInt8.min...UInt8.max)) { $1 } : [:]
  }

  package var vocabularySize: Int { max(configuration.vocabulary.count, added.count) }

  package var maximumLength: Int? { configuration.maximumLength }

  package var specialTokens: SpecialTokens { configuration.specialTokens }

  var template: Template { configuration.template }

  package func token(_ id: Int32) -> String? { added.content(of: id) ?? configuration.vocabulary.token(id) }

  package func id(of token: String) -> Int32? { added.id(of: token) ?? configuration.vocabulary.id(of: token) }
}

extension SentencePieceTokenizer: DecodingTokenizer {
  /// Blanks come out as blanks, one that was put before the text among them.
  package func appendBytes(of id: Int32, skipsSpecialTokens: Bool, to bytes: inout [UInt8]) {
    if let content = added.content(of: id) {
      if !(skipsSpecialTokens && added.isSpecial(id)) { bytes.append(contentsOf: content.utf8) }
      return
    }
    if let byte = bytesByID[id] { return bytes.append(byte) }
    guard id != configuration.unknown, let token = configuration.vocabulary.token(id) else { return }
    for scalar in token.unicodeScalars {
      if scalar.value == Self.blank { bytes.append(0x20) } else { bytes.append(contentsOf: scalar.utf8) }
    }
  }
}
