import JSON

/// Reads `tokenizer.json`: model, normaliser, pre-tokeniser, template and added tokens.
///
/// What is not implemented is an error that names the component: ignoring it would give other ids than the model was
/// trained with.
struct TokenizerFile {
  private let document: Component
  private let config: Component?

  /// Parses the file; `config` is `tokenizer_config.json`, read for the maximum length alone.
  init(json: UnsafeRawBufferPointer, config: UnsafeRawBufferPointer?) throws(TokenizerError) {
    document = try Component.document(json)
    if let config { self.config = try Component.document(config) } else { self.config = nil }
  }

  /// The tokenizer it describes.
  func tokenizer() throws(TokenizerError) -> any Tokenizer {
    guard let model = try Component(document.members["model"], path: "model") else {
      throw .invalid("the file has no model")
    }
    let type = try model.type(or: model.members["merges"] == nil ? "WordPiece" : "BPE")
    switch type {
    case "WordPiece": return WordPieceTokenizer(try configuration(model))
    case "BPE":
      return try SentencePieceReader.applies(to: model, preTokenizer: document.members["pre_tokenizer"])
        ? SentencePieceTokenizer(try sentencePiece(model)) : ByteLevelTokenizer(try byteLevel(model))
    default:
      throw .unsupported(
        "the tokenizer model \(type)", hint: "Use a model with a WordPiece tokenizer or a BPE tokenizer.")
    }
  }

  private func byteLevel(_ model: Component) throws(TokenizerError) -> ByteLevelTokenizer.Configuration {
    // First what tells byte-level models from others, so that the error names it.
    var result = try ByteLevelReader.model(model)
    try ByteLevelReader.preTokenizer(document.members["pre_tokenizer"], into: &result)
    try ByteLevelReader.postProcessor(document.members["post_processor"], into: &result)
    result.normalization = try NormalizerReader.read(document.members["normalizer"])
    result.addedTokens = try addedTokens(result.vocabulary)
    result.maximumLength = try maximumLength()
    result.specialTokens = SpecialTokens(
      vocabulary: result.vocabulary, added: result.addedTokens, unknown: result.unknown)
    return result
  }

  private func sentencePiece(_ model: Component) throws(TokenizerError) -> SentencePieceTokenizer.Configuration {
    var result = try SentencePieceReader.model(model)
    try SentencePieceReader.blanks(
      normalizer: document.members["normalizer"], preTokenizer: document.members["pre_tokenizer"], into: &result)
    result.template = try TemplateReader.read(document.members["post_processor"])
    result.addedTokens = try addedTokens(result.vocabulary)
    guard result.addedTokens.allSatisfy({ !$0.isNormalized || $0.isSpecial }) else {
      throw .unsupported("added_tokens with normalized", hint: "Set normalized to false for them.")
    }
    result.maximumLength = try maximumLength()
    result.specialTokens = SpecialTokens(
      vocabulary: result.vocabulary, added: result.addedTokens, unknown: result.unknown)
    return result
  }

  private func configuration(_ model: Component) throws(TokenizerError) -> WordPieceTokenizer.Configuration {
    let vocabulary = try vocabulary(model)
    let unknown = try model.string("unk_token", or: "[UNK]")
    guard let unknownID = vocabulary.id(of: unknown) else {
      throw .invalid("the vocabulary lacks the unknown token that model.unk_token names")
    }
    var result = WordPieceTokenizer.Configuration(vocabulary: vocabulary, unknown: unknownID)
    result.continuingPrefix = try model.string("continuing_subword_prefix", or: "##")
    result.maximumWordLength = try model.count("max_input_chars_per_word", or: 100)
    result.addedTokens = try addedTokens(vocabulary)
    result.normalization = try NormalizerReader.read(document.members["normalizer"])
    result.splitting = try PreTokenizerReader.read(document.members["pre_tokenizer"])
    result.template = try TemplateReader.read(document.members["post_processor"])
    result.maximumLength = try maximumLength()
    result.specialTokens = SpecialTokens(vocabulary: vocabulary, added: result.addedTokens, unknown: unknownID)
    return result
  }

  private func vocabulary(_ model: Component) throws(TokenizerError) -> Vocabulary {
    guard let entries = model.members["vocab"]?.objectValue else {
      throw .invalid("model.vocab is missing or not an object")
    }
    var tokens: [(text: String, id: Int)] = []
    tokens.reserveCapacity(entries.count)
    for (text, value) in zip(entries.keys, entries.values) {
      guard let id = value.intValue else { throw .invalid("model.vocab has an id that is not an integer") }
      tokens.append((text, id))
    }
    return try Vocabulary(tokens)
  }

  private func addedTokens(_ vocabulary: some TokenTable) throws(TokenizerError) -> [AddedToken] {
    var result: [AddedToken] = []
    for item in try document.components("added_tokens") {
      let id = try item.count("id")
      guard id <= Vocabulary.largestID else { throw .invalid("\(item.path).id is larger than \(Vocabulary.largestID)") }
      let special = try item.flag("special", or: false)
      let token = AddedToken(
        content: try item.string("content"), id: Int32(id),
        isSingleWord: try item.flag("single_word", or: false), stripsLeft: try item.flag("lstrip", or: false),
        stripsRight: try item.flag("rstrip", or: false), isNormalized: try item.flag("normalized", or: !special),
        isSpecial: special)
      guard vocabulary.id(of: token.content) ?? token.id == token.id else {
        throw .invalid("\(item.path) has another id in model.vocab")
      }
      guard (vocabulary.token(token.id) ?? token.content).utf8.elementsEqual(token.content.utf8) else {
        throw .invalid("\(item.path).id belongs to another token in model.vocab")
      }
      guard !result.contains(where: { $0.id == token.id && !$0.content.utf8.elementsEqual(token.content.utf8) }) else {
        throw .invalid("\(item.path).id is given to two added tokens")
      }
      result.append(token)
    }
    return result
  }

  /// The smaller of what the truncation and `model_max_length` allow; a huge value there stands for "no limit".
  private func maximumLength() throws(TokenizerError) -> Int? {
    var lengths: [Int] = []
    if let truncation = try Component(document.members["truncation"], path: "truncation") {
      lengths.append(try truncation.count("max_length"))
    }
    if let length = config?.members["model_max_length"]?.doubleValue, length >= 1, length < 1e9 {
      lengths.append(Int(length))
    }
    return lengths.min()
  }
}

extension SpecialTokens {
  /// The tokens with the names that BERT and RoBERTa use.
  init(vocabulary: some TokenTable, added: [AddedToken], unknown: Int32?) {
    func first(_ names: String...) -> Int32? {
      names.lazy.compactMap { name in added.first { $0.content == name }?.id ?? vocabulary.id(of: name) }.first
    }
    self.init(
      unknown: unknown ?? first("<unk>"), classification: first("[CLS]", "<s>"), separator: first("[SEP]", "</s>"),
      padding: first("[PAD]", "<pad>"), mask: first("[MASK]", "<mask>"))
  }
}
