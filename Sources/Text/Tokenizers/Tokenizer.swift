/// Turns text into the ids of a model's vocabulary and says which bytes each id came from.
///
/// Encoding never fails: any bytes give ids. Invalid UTF-8 counts as U+FFFD, one for each maximal ill-formed part, and
/// every range points at the original bytes. Tokenizers are immutable, so any number of threads may share one.
package protocol Tokenizer: Sendable {
  /// One more than the largest id: how many rows an embedding table must have.
  var vocabularySize: Int { get }

  /// The most tokens, special ones included, that the tokenizer's files allow for a sequence; nil when they say nothing.
  ///
  /// Nothing is cut because of it: the caller passes a limit to `encode`.
  var maximumLength: Int? { get }

  /// Ids of the tokens with a role of their own.
  var specialTokens: SpecialTokens { get }

  /// The vocabulary entry with this id, nil where there is none.
  func token(_ id: Int32) -> String?

  /// The id of a vocabulary entry. O(length).
  func id(of token: String) -> Int32?

  /// How many special tokens the template adds to one sequence, or to a pair of them.
  func specialTokenCount(pair: Bool) -> Int

  /// Appends the tokens of `text` to `encoding`, without allocating once its arrays have grown.
  ///
  /// Ranges count from the start of `text`; its length must fit 32 bits, bytes beyond that are left out.
  /// - Parameters:
  ///   - addSpecialTokens: whether to put the template's special tokens around the text.
  ///   - limit: the most tokens to append, special ones included; the last pieces of the text give way.
  /// - Returns: whether `limit` cut something off.
  @discardableResult
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool, limit: Int?, into encoding: inout Encoding
  ) -> Bool

  /// Appends two texts in the template for pairs, as question answering and sentence-pair models take them.
  ///
  /// With a limit the longer of the two is cut first, from its end.
  @discardableResult
  func encode(
    _ first: UnsafeBufferPointer<UInt8>, pair second: UnsafeBufferPointer<UInt8>, limit: Int?,
    into encoding: inout Encoding
  ) -> Bool
}

extension Tokenizer {
  /// The tokens of `text`; see `encode(_:addSpecialTokens:limit:into:)`.
  package func encode(_ text: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool = true, limit: Int? = nil) -> Encoding
  {
    var encoding = Encoding()
    encode(text, addSpecialTokens: addSpecialTokens, limit: limit, into: &encoding)
    return encoding
  }

  /// The tokens of the bytes of a UTF-8 text.
  package func encode(_ text: [UInt8], addSpecialTokens: Bool = true, limit: Int? = nil) -> Encoding {
    text.withUnsafeBufferPointer { encode($0, addSpecialTokens: addSpecialTokens, limit: limit) }
  }

  /// The tokens of a string; ranges count its UTF-8 bytes.
  package func encode(_ text: String, addSpecialTokens: Bool = true, limit: Int? = nil) -> Encoding {
    var text = text
    return text.withUTF8 { encode($0, addSpecialTokens: addSpecialTokens, limit: limit) }
  }

  /// The tokens of two texts in the template for pairs.
  package func encode(_ first: [UInt8], pair second: [UInt8], limit: Int? = nil) -> Encoding {
    var encoding = Encoding()
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in _ = encode(first, pair: second, limit: limit, into: &encoding) }
    }
    return encoding
  }
}

/// Ids of the tokens that play a role in a model; nil where the vocabulary has none.
package struct SpecialTokens: Sendable, Equatable {
  /// Stands for a word that the vocabulary cannot spell.
  package var unknown: Int32?
  /// Opens a sequence; classification heads read its hidden state.
  package var classification: Int32?
  /// Closes a sequence and divides a pair.
  package var separator: Int32?
  /// Fills up a padded batch.
  ///
  /// Packed batches need none.
  package var padding: Int32?
  /// Hides a word that a masked language model predicts.
  package var mask: Int32?
}
