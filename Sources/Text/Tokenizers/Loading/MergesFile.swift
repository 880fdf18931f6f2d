import JSON

/// Reads `vocab.json` and `merges.txt` with what `tokenizer_config.json` says about RoBERTa or GPT-2.
struct MergesFile {
  private let vocabulary: ByteVocabulary
  private let merges: MergeTable
  private let config: Component?

  /// Reads the files' contents.
  init(
    vocabulary: UnsafeRawBufferPointer, merges: UnsafeRawBufferPointer, config: UnsafeRawBufferPointer?
  ) throws(TokenizerError) {
    let entries = JSONValue.object(try Component.document(vocabulary).members)
    self.vocabulary = try ByteLevelReader.vocabulary(entries, "vocab.json")
    self.merges = try MergeReader.table(text: merges, self.vocabulary)
    if let config { self.config = try Component.document(config) } else { self.config = nil }
  }

  /// RoBERTa's tokenizer where the vocabulary has its `<s>` and `</s>`, else GPT-2's.
  func tokenizer() throws(TokenizerError) -> any Tokenizer {
    var result = ByteLevelTokenizer.Configuration(vocabulary: vocabulary, merges: merges)
    result.addsPrefixSpace = try config?.flag("add_prefix_space", or: false) ?? false
    result.maximumLength = config?.members["model_max_length"]?.doubleValue.flatMap {
      $0 >= 1 && $0 < 1e9 ? Int($0) : nil
    }
    let classification = try special("cls_token", "<s>")
    let separator = try special("sep_token", "</s>")
    if let classification, let separator {
      var mask = try special("mask_token", "<mask>")
      mask?.stripsLeft = true
      let all = [classification, try special("pad_token", "<pad>"), separator, try special("unk_token", "<unk>"), mask]
      result.addedTokens = all.compactMap { $0 }
      result.template = .roberta(classification: classification.id, separator: separator.id)
      result.trimming = OffsetTrimming(keepsPrefix: result.addsPrefixSpace)
    } else {
      result.addedTokens = [try special("eos_token", "<|endoftext|>")].compactMap { $0 }
    }
    result.specialTokens = SpecialTokens(vocabulary: vocabulary, added: result.addedTokens, unknown: nil)
    return ByteLevelTokenizer(result)
  }

  private func special(_ key: String, _ fallback: String) throws(TokenizerError) -> AddedToken? {
    var name = fallback
    if let content = config?.members[key]?.objectValue?["content"]?.stringValue {
      name = content
    } else if let config {
      name = try config.string(key, or: fallback)
    }
    return vocabulary.id(of: name).map { AddedToken(content: name, id: $0, isSpecial: true) }
  }
}
