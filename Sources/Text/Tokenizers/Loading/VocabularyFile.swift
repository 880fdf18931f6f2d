import JSON

/// Reads `vocab.txt` (one token a line, the line number is the id) with what `tokenizer_config.json` says about BERT.
struct VocabularyFile {
  private let tokens: [(text: String, id: Int)]
  private let config: Component?

  /// Reads the lines; of equal tokens the last one counts, as in the reference.
  init(text: UnsafeRawBufferPointer, config: UnsafeRawBufferPointer?) throws(TokenizerError) {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count <= Vocabulary.largestID else {
      throw .invalid("the vocabulary has more than \(Vocabulary.largestID) lines")
    }
    tokens = lines.enumerated().map { id, line in
      let token = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      return (String(decoding: token, as: UTF8.self), id)
    }
    if let config { self.config = try Component.document(config) } else { self.config = nil }
  }

  /// BERT's tokenizer with these tokens.
  func tokenizer() throws(TokenizerError) -> any Tokenizer {
    let vocabulary = try Vocabulary(tokens)
    func special(_ key: String, _ fallback: String) throws(TokenizerError) -> AddedToken? {
      let name = try name(key, fallback)
      return vocabulary.id(of: name).map { AddedToken(content: name, id: $0) }
    }
    guard let unknown = try special("unk_token", "[UNK]") else {
      throw .invalid(
        "the vocabulary lacks the unknown token", hint: "Name it as unk_token in tokenizer_config.json, or add [UNK].")
    }
    guard let classification = try special("cls_token", "[CLS]"), let separator = try special("sep_token", "[SEP]")
    else {
      throw .invalid(
        "the vocabulary lacks the tokens that open and close a sequence",
        hint: "Name them as cls_token and sep_token in tokenizer_config.json, or add [CLS] and [SEP].")
    }
    let padding = try special("pad_token", "[PAD]")
    let mask = try special("mask_token", "[MASK]")
    var result = WordPieceTokenizer.Configuration(vocabulary: vocabulary, unknown: unknown.id)
    result.addedTokens = [padding, unknown, classification, separator, mask].compactMap { $0 }
    result.normalization = try normalization()
    result.template = .bert(classification: classification.id, separator: separator.id)
    result.maximumLength = maximumLength
    result.specialTokens = SpecialTokens(
      unknown: unknown.id, classification: classification.id, separator: separator.id, padding: padding?.id,
      mask: mask?.id)
    return WordPieceTokenizer(result)
  }

  private func normalization() throws(TokenizerError) -> Normalization {
    .bert(
      cleansText: true, isolatesIdeographs: try config?.flag("tokenize_chinese_chars", or: true) ?? true,
      stripsAccents: try config?.optionalFlag("strip_accents"),
      lowercases: try config?.flag("do_lower_case", or: true) ?? true)
  }

  private var maximumLength: Int? {
    config?.members["model_max_length"]?.doubleValue.flatMap { $0 >= 1 && $0 < 1e9 ? Int($0) : nil }
  }

  /// The name of a special token: a string, or an object with `content`.
  private func name(_ key: String, _ fallback: String) throws(TokenizerError) -> String {
    guard let config else { return fallback }
    if let content = config.members[key]?.objectValue?["content"]?.stringValue { return content }
    return try config.string(key, or: fallback)
  }
}
