import Architectures
import Models
package import Tokenizers

/// What a model's tokens stand for: bytes of text, or the end of it.
///
/// Immutable; any number of threads may share it.
package struct TokenVocabulary: Sendable {
  /// How many ids the model predicts.
  package let count: Int
  /// The tokens that stand for text, by their bytes.
  package let trie: ByteTrie
  /// Tokens that end a text.
  package let ends: Set<Int32>
  /// What stands before a text so that its first token can be predicted; nil where the model has nothing for it.
  package let beginning: Int32?
  /// The tokens that may be chosen where nothing is pending: text, and ends.
  let choosable: [Int32]
  private let bytes: [UInt8]
  /// `[count + 1]`.
  private let offsets: [Int32]

  /// - Parameter count: how many ids the model predicts; those that the tokenizer lacks stand for nothing.
  package init(_ tokenizer: any DecodingTokenizer, count: Int, ends: Set<Int32>, beginning: Int32?) {
    var (bytes, offsets, tokens) = ([UInt8](), [Int32(0)], [(id: Int32, bytes: [UInt8])]())
    for id in 0..<Int32(count) {
      let start = bytes.count
      if id < tokenizer.vocabularySize, !ends.contains(id) {
        tokenizer.appendBytes(of: id, skipsSpecialTokens: true, to: &bytes)
      }
      offsets.append(Int32(bytes.count))
      if bytes.count > start { tokens.append((id, Array(bytes[start...]))) }
    }
    (self.count, self.ends, self.beginning, self.bytes, self.offsets) = (count, ends, beginning, bytes, offsets)
    trie = ByteTrie(tokens)
    choosable = (tokens.map(\.id) + ends.filter { $0 >= 0 && $0 < count }).sorted()
  }

  /// The vocabulary of a model, whose `config.json` says where texts begin and end.
  ///
  /// - Throws: `GenerationError` when its tokenizer cannot turn ids back into text.
  init(_ model: ModelBundle) throws {
    guard let tokenizer = model.tokenizer as? any DecodingTokenizer else {
      throw GenerationError.tokenizer(model.directory.path)
    }
    let count = model.backbone.dimensions.vocabulary
    let boundaries = TextBoundaries(model.directory.configuration, tokenizer, vocabulary: count)
    self.init(tokenizer, count: count, ends: Set(boundaries.ends), beginning: boundaries.beginning)
  }

  /// The bytes that a token stands for; none for special ones.
  package func bytes(of id: Int32) -> ArraySlice<UInt8> { bytes[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])] }

  /// How many of the pending bytes a token leaves.
  func open(_ id: Int32, of pending: ArraySlice<UInt8>) -> Int { max(0, pending.count - bytes(of: id).count) }

  /// The tokens that may come next where the text must go on with `pending`.
  func choosable(after pending: ArraySlice<UInt8>) -> [Int32] {
    pending.isEmpty ? choosable : trie.tokens(matching: pending)
  }
}
