/// The added tokens of a tokenizer: how they are found in text, and their ids.
struct AddedTokens: Sendable {
  /// Those that are looked for in the text as it is.
  let raw: AddedTokenMatcher
  /// Those that are looked for in normalised text.
  let normalized: AddedTokenMatcher
  /// One more than the largest id, 0 without any token.
  let count: Int
  /// By bytes: strings would equate tokens that differ in normalisation alone.
  private let ids: [[UInt8]: Int32]
  private let tokens: [Int32: AddedToken]

  /// The tokens of a file, of which some are normalised before they are looked for.
  init(_ tokens: [AddedToken], normalization: Normalization, table: ScalarTable) {
    raw = AddedTokenMatcher(tokens.filter { !$0.isNormalized }.map { (Array($0.content.utf8), $0) }, table: table)
    normalized = AddedTokenMatcher(
      tokens.filter(\.isNormalized).map { (Self.normalized($0.content, normalization, table), $0) }, table: table)
    count = (tokens.map(\.id).max().map(Int.init) ?? -1) + 1
    ids = Dictionary(tokens.map { (Array($0.content.utf8), $0.id) }, uniquingKeysWith: { $1 })
    self.tokens = Dictionary(tokens.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
  }

  /// What stands in the text for the token `id`; nil for an id that was not added.
  func content(of id: Int32) -> String? { tokens[id]?.content }

  /// The id of an added token.
  func id(of token: String) -> Int32? { ids[Array(token.utf8)] }

  /// Whether `id` is a token that stands for no text.
  func isSpecial(_ id: Int32) -> Bool { tokens[id]?.isSpecial ?? false }

  private static func normalized(_ content: String, _ rules: Normalization, _ table: ScalarTable) -> [UInt8] {
    var text = NormalizedText()
    let bytes = Array(content.utf8)
    bytes.withUnsafeBufferPointer { text.assign($0, $0.indices, rules: rules, table: table) }
    return text.bytes
  }
}
