import JSON

/// Reads the parts of `tokenizer.json` that only byte-level models have: model, pre-tokenizer, post-processor.
enum ByteLevelReader {
  private static let supported =
    "Stet reads ByteLevel, alone or after Split with the expression of GPT-2, Llama 3 or Qwen 2, or after Digits."

  /// What every BPE model has.
  typealias Parts = (vocabulary: ByteVocabulary, merges: MergeTable, unknown: Int32?, fusesUnknown: Bool)

  /// Reads `model`, whose type is BPE.
  static func model(_ model: Component) throws(TokenizerError) -> ByteLevelTokenizer.Configuration {
    let parts = try parts(of: model)
    var result = ByteLevelTokenizer.Configuration(vocabulary: parts.vocabulary, merges: parts.merges)
    (result.unknown, result.fusesUnknown) = (parts.unknown, parts.fusesUnknown)
    result.ignoresMerges = try model.flag("ignore_merges", or: false)
    return result
  }

  /// Reads what BPE models over bytes and over characters share.
  static func parts(of model: Component) throws(TokenizerError) -> Parts {
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] where try !model.string(key, or: "").isEmpty {
      throw .unsupported("\(model.path).\(key)", hint: "Use a model as GPT-2, Llama and their relatives have.")
    }
    if let dropout = model.members["dropout"]?.doubleValue, dropout != 0 {
      throw .unsupported("\(model.path).dropout", hint: "Set it to null: it is for training alone.")
    }
    let vocabulary = try vocabulary(model.members["vocab"], "model.vocab")
    let merges = try MergeReader.table(model.members["merges"], vocabulary)
    let unknown = try model.string("unk_token", or: "")
    let id = vocabulary.id(of: unknown)
    guard unknown.isEmpty || id != nil else {
      throw .invalid("the vocabulary lacks the unknown token that model.unk_token names")
    }
    return (vocabulary, merges, unknown.isEmpty ? nil : id, try model.flag("fuse_unk", or: false))
  }

  /// The entries of an object of tokens and ids.
  static func vocabulary(_ value: JSONValue?, _ path: String) throws(TokenizerError) -> ByteVocabulary {
    guard let entries = value?.objectValue else { throw .invalid("\(path) is missing or not an object") }
    var tokens: [(text: String, id: Int)] = []
    tokens.reserveCapacity(entries.count)
    for (text, value) in zip(entries.keys, entries.values) {
      guard let id = value.intValue else { throw .invalid("\(path) has an id that is not an integer") }
      tokens.append((text, id))
    }
    return try ByteVocabulary(tokens)
  }

  /// Reads `pre_tokenizer`.
  static func preTokenizer(
    _ value: JSONValue?, into result: inout ByteLevelTokenizer.Configuration
  ) throws(TokenizerError) {
    guard let component = try Component(value, path: "pre_tokenizer") else {
      throw .unsupported("a BPE model without pre_tokenizer", hint: supported)
    }
    var parts = [component]
    if try component.type() == "Sequence" { parts = try component.components("pretokenizers") }
    guard let last = parts.popLast(), try last.type() == "ByteLevel", parts.count < 2 else {
      throw .unsupported("the pre_tokenizer \(try names(component))", hint: supported)
    }
    result.addsPrefixSpace = try last.flag("add_prefix_space", or: true)
    result.pattern = try last.flag("use_regex", or: true) ? .gpt2 : .whole
    guard let first = parts.first else { return }
    guard !result.addsPrefixSpace else {
      throw .unsupported("\(last.path).add_prefix_space after another pre_tokenizer", hint: "Set it to false.")
    }
    switch try first.type() {
    case "Digits": result.digits = try first.flag("individual_digits", or: false) ? .single : .runs
    case "Split":
      guard result.pattern == .whole else {
        throw .unsupported("\(last.path).use_regex after Split", hint: "Set it to false.")
      }
      result.pattern = try pattern(first)
    default: throw .unsupported("the pre_tokenizer \(try names(component))", hint: supported)
    }
  }

  private static func names(_ component: Component) throws(TokenizerError) -> String {
    guard try component.type() == "Sequence" else { return try component.type() }
    var names: [String] = []
    for part in try component.components("pretokenizers") { names.append(try part.type()) }
    return names.joined(separator: ", ")
  }

  private static func pattern(_ split: Component) throws(TokenizerError) -> WordPattern {
    guard try split.string("behavior") == "Isolated", try !split.flag("invert", or: false),
      let expression = split.members["pattern"]?.objectValue?["Regex"]?.stringValue
    else { throw .unsupported("\(split.path) in this form", hint: supported) }
    guard let pattern = WordPattern(expression: expression) else {
      throw .unsupported("the expression of \(split.path).pattern", hint: supported)
    }
    return pattern
  }

  /// Reads `post_processor`: the template, and whether blanks leave the ranges.
  static func postProcessor(
    _ value: JSONValue?, into result: inout ByteLevelTokenizer.Configuration
  ) throws(TokenizerError) {
    guard let component = try Component(value, path: "post_processor") else { return }
    switch try component.type() {
    case "Sequence":
      let parts = try component.components("processors")
      for (index, part) in parts.enumerated() {
        guard try part.type() == "ByteLevel" || index == parts.count - 1 else {
          throw .unsupported(
            "\(part.path) before another post_processor", hint: "Stet reads ByteLevel, then a template.")
        }
        try postProcessor(.object(part.members), into: &result)
      }
    case "ByteLevel": result.trimming = try trimming(component)
    case "RobertaProcessing":
      result.trimming = try trimming(component)
      result.template = try TemplateReader.read(value)
    default: result.template = try TemplateReader.read(value)
    }
  }

  private static func trimming(_ component: Component) throws(TokenizerError) -> OffsetTrimming? {
    guard try component.flag("trim_offsets", or: true) else { return nil }
    return OffsetTrimming(keepsPrefix: try component.flag("add_prefix_space", or: true))
  }
}
