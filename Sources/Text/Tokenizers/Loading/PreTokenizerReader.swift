import JSON

/// Reads `pre_tokenizer` of `tokenizer.json`.
enum PreTokenizerReader {
  /// The division into words that `value` asks for.
  static func read(_ value: JSONValue?) throws(TokenizerError) -> WordSplitting {
    guard let component = try Component(value, path: "pre_tokenizer") else {
      throw .unsupported("a WordPiece model without pre_tokenizer", hint: "Stet needs text divided at white space.")
    }
    let names = try names(component)
    switch names {
    case ["BertPreTokenizer"], ["WhitespaceSplit", "Punctuation"], ["WhitespaceSplit", "BertPreTokenizer"],
      ["BertPreTokenizer", "Punctuation"]:
      return .bert
    case ["Whitespace"]: return .runs
    case ["WhitespaceSplit"]: return .whitespace
    default:
      throw .unsupported(
        "the pre_tokenizer \(names.joined(separator: ", "))",
        hint: "Stet reads BertPreTokenizer, Whitespace, WhitespaceSplit, and WhitespaceSplit with Punctuation.")
    }
  }

  private static func names(_ component: Component) throws(TokenizerError) -> [String] {
    let type = try component.type()
    switch type {
    case "Sequence":
      var result: [String] = []
      for part in try component.components("pretokenizers") { result += try names(part) }
      return result
    case "Punctuation":
      let behavior = try component.string("behavior", or: "Isolated")
      return [behavior == "Isolated" ? type : "\(type) (\(behavior))"]
    default: return [type]
    }
  }
}
