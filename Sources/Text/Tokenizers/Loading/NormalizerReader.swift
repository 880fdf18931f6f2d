import JSON

/// Reads `normalizer` of `tokenizer.json`.
enum NormalizerReader {
  /// The normalisation that `value` asks for; none for null.
  static func read(_ value: JSONValue?) throws(TokenizerError) -> Normalization {
    var result = Normalization()
    if let component = try Component(value, path: "normalizer") { try apply(component, to: &result) }
    return result
  }

  private static func apply(_ component: Component, to result: inout Normalization) throws(TokenizerError) {
    let type = try component.type()
    guard !result.composes || type == "Sequence" else { throw order(component) }
    switch type {
    case "BertNormalizer":
      guard result == Normalization() else { throw order(component) }
      result = .bert(
        cleansText: try component.flag("clean_text", or: true),
        isolatesIdeographs: try component.flag("handle_chinese_chars", or: true),
        stripsAccents: try component.optionalFlag("strip_accents"),
        lowercases: try component.flag("lowercase", or: true))
    case "Lowercase": try lowercase(component, &result)
    case "NFD":
      guard result.stripping == .nothing, !result.lowercases else { throw order(component) }
      result.decomposes = true
    case "NFC":
      guard result == Normalization() else { throw order(component) }
      result.composes = true
    case "StripAccents":
      guard result.stripping == .nothing, !result.lowercases else { throw order(component) }
      // Nothing is dropped that lower-casing before would have changed, so both orders are the same.
      result.stripping = .marks
    case "Sequence":
      for part in try component.components("normalizers") { try apply(part, to: &result) }
    default:
      throw .unsupported(
        "the normalizer \(type)",
        hint: "Stet reads BertNormalizer, NFD, StripAccents, Lowercase and sequences of them, and NFC alone.")
    }
  }

  private static func lowercase(_ component: Component, _ result: inout Normalization) throws(TokenizerError) {
    if result.decomposes || result.stripping != .nothing || result.cleansText || result.isolatesIdeographs {
      result.lowercases = true
    } else {
      result.lowercasesFirst = true
    }
  }

  private static func order(_ component: Component) -> TokenizerError {
    .unsupported(
      "the order of \(component.path)", hint: "Stet normalises in the order Lowercase, NFD, StripAccents, Lowercase.")
  }
}
