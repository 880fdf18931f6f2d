import Support

/// Loads the tokenizer of a model folder in Hugging Face layout.
package enum TokenizerLoader {
  /// Files larger than this are refused before they are parsed.
  static let largestFile = 256 << 20

  /// The tokenizer in `directory`: from `tokenizer.json`, else from `vocab.json` and `merges.txt`, else from
  /// `vocab.txt`, each with `tokenizer_config.json`.
  ///
  /// - Throws: `TokenizerError` when there is none, it is damaged, or it asks for something that is not implemented;
  ///   `SupportError` when a file cannot be read.
  package static func load(directory: String) throws -> any Tokenizer {
    if let file = try map("\(directory)/tokenizer.json") {
      let config = try map("\(directory)/tokenizer_config.json")
      return try located("\(directory)/tokenizer.json") {
        // The buffers do not keep the mappings alive.
        try withExtendedLifetime((file, config)) {
          try TokenizerFile(json: file.bytes, config: config?.bytes).tokenizer()
        }
      }
    }
    if let merges = try map("\(directory)/merges.txt"), let vocabulary = try map("\(directory)/vocab.json") {
      let config = try map("\(directory)/tokenizer_config.json")
      return try located("\(directory)/merges.txt") {
        try withExtendedLifetime((vocabulary, merges, config)) {
          try MergesFile(vocabulary: vocabulary.bytes, merges: merges.bytes, config: config?.bytes).tokenizer()
        }
      }
    }
    guard let vocabulary = try map("\(directory)/vocab.txt") else { throw TokenizerError.missing(directory) }
    let config = try map("\(directory)/tokenizer_config.json")
    return try located("\(directory)/vocab.txt") {
      try withExtendedLifetime((vocabulary, config)) {
        try VocabularyFile(text: vocabulary.bytes, config: config?.bytes).tokenizer()
      }
    }
  }

  /// The tokenizer that the text of a `tokenizer.json` describes.
  package static func load(json: [UInt8]) throws -> any Tokenizer {
    try json.withUnsafeBytes { try TokenizerFile(json: $0, config: nil).tokenizer() }
  }

  /// The mapped file, nil when there is none at that path.
  private static func map(_ path: String) throws -> MappedFile? {
    guard FileStatus.exists(path) else { return nil }
    let file = try MappedFile(path: path)
    guard file.bytes.count <= largestFile else {
      throw TokenizerError.invalid("\(path) is larger than \(largestFile >> 20) MB")
    }
    return file
  }

  /// Names the file in the errors of `body`.
  private static func located<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as TokenizerError { throw error.inFile(path) }
  }
}
