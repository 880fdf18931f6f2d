import JSON

/// Reads the parts of `tokenizer.json` that models in the manner of SentencePiece have: model, normalizer, pre-tokenizer.
enum SentencePieceReader {
  private static let supported =
    "Stet reads Prepend and Replace of blanks by \u{2581}, or Metaspace, as the tokenizers of Llama 2 have them."

  /// Whether a BPE model is one of these: its blanks are characters, its bytes a last resort.
  static func applies(to model: Component, preTokenizer: JSONValue?) throws(TokenizerError) -> Bool {
    if try model.flag("byte_fallback", or: false) { return true }
    return try Component(preTokenizer, path: "pre_tokenizer")?.type() == "Metaspace"
  }

  /// Reads `model`, whose type is BPE.
  static func model(_ model: Component) throws(TokenizerError) -> SentencePieceTokenizer.Configuration {
    let parts = try ByteLevelReader.parts(of: model)
    guard try !model.flag("ignore_merges", or: false) else {
      throw .unsupported("\(model.path).ignore_merges without words", hint: "Set it to false.")
    }
    var result = SentencePieceTokenizer.Configuration(vocabulary: parts.vocabulary, merges: parts.merges)
    (result.unknown, result.fusesUnknown) = (parts.unknown, parts.fusesUnknown)
    result.fallsBackToBytes = try model.flag("byte_fallback", or: false)
    return result
  }

  /// Reads `normalizer` and `pre_tokenizer`, one of which writes blanks.
  static func blanks(
    normalizer: JSONValue?, preTokenizer: JSONValue?, into result: inout SentencePieceTokenizer.Configuration
  ) throws(TokenizerError) {
    let normalizer = try Component(normalizer, path: "normalizer")
    if let component = try Component(preTokenizer, path: "pre_tokenizer") {
      guard normalizer == nil else { throw .unsupported("a normalizer with a pre_tokenizer", hint: supported) }
      return try metaspace(component, into: &result)
    }
    guard let normalizer else { throw .unsupported("a tokenizer that leaves blanks as they are", hint: supported) }
    let steps = try normalizer.type() == "Sequence" ? normalizer.components("normalizers") : [normalizer]
    for (index, step) in steps.enumerated() {
      switch try step.type() {
      case "Prepend" where index == 0 && steps.count == 2:
        guard try step.string("prepend") == "\u{2581}" else { throw .unsupported(step.path, hint: supported) }
        result.prefix = .always
      case "Replace" where index == steps.count - 1:
        guard step.members["pattern"]?.objectValue?["String"]?.stringValue == " ",
          try step.string("content") == "\u{2581}"
        else { throw .unsupported(step.path, hint: supported) }
      default: throw .unsupported("the normalizer \(try step.type())", hint: supported)
      }
    }
  }

  private static func metaspace(
    _ component: Component, into result: inout SentencePieceTokenizer.Configuration
  ) throws(TokenizerError) {
    guard try component.type() == "Metaspace", try component.string("replacement", or: "\u{2581}") == "\u{2581}" else {
      throw .unsupported("the pre_tokenizer \(try component.type())", hint: supported)
    }
    result.splitsAtBlanks = try component.flag("split", or: true)
    let fallback = try component.flag("add_prefix_space", or: true) ? "always" : "never"
    switch try component.string("prepend_scheme", or: fallback) {
    case "always": result.prefix = .stretches
    case "first": result.prefix = .first
    case "never": result.prefix = .never
    default: throw .invalid("\(component.path).prepend_scheme is neither always, first nor never")
    }
  }
}
