package import JSON
package import Tokenizers

/// The tokens between which a decoder has seen texts.
package struct TextBoundaries: Sendable, Equatable {
  /// What stands before a text so that its first token can be predicted; nil where the model has nothing for it.
  package let beginning: Int32?
  /// Tokens that end a text; the first one is what training puts there.
  package let ends: [Int32]

  /// What a model's `config.json` says, else its tokenizer.
  ///
  /// - Parameter vocabulary: how many ids the model has; others are left out.
  package init(_ configuration: JSONValue, _ tokenizer: any Tokenizer, vocabulary: Int) {
    func ids(_ field: String) -> [Int32] {
      guard let value = configuration[field] else { return [] }
      return (value.arrayValue ?? [value]).compactMap { $0.intValue }.compactMap { Int32(exactly: $0) }
    }
    let known = ["<|endoftext|>", "</s>", "<|end_of_text|>"].compactMap { tokenizer.id(of: $0) }
    let valid = { (id: Int32) in id >= 0 && id < vocabulary }
    ends = (ids("eos_token_id") + known).filter(valid)
    // A template's own opening first: it is what the model has seen before texts.
    let opening = tokenizer.encode([UInt8](), addSpecialTokens: true).ids.first.map { [$0] } ?? []
    beginning = (opening + ids("bos_token_id") + ends).first(where: valid)
  }
}
