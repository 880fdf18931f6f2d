#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a text may go on.
package struct Completion: Sendable, Equatable {
  /// Why it ends where it does.
  package enum End: String, Sendable {
    /// As many tokens as were asked for, and the rest of their last word.
    case length
    case sentence, line
    /// The model ends the text.
    case text
    /// What would follow is too uncertain.
    case confidence
    /// The model has no room for more.
    case room
    /// The request was cancelled.
    case cancelled
  }

  /// A beginning that may be shown alone: whole words.
  package struct Cut: Sendable, Equatable {
    /// Where it ends, in bytes of the completion.
    package let end: Int
    /// The probability of exactly this, given what was typed, by the model's own estimate.
    package let probability: Double
  }

  /// What follows the typed text, never empty; valid UTF-8 where that was.
  package let bytes: [UInt8]
  /// Its beginnings between words, ascending, the whole last: what a higher minimum of confidence would have cut it to.
  package let cuts: [Cut]
  /// The probability of exactly this, given what was typed, by the model's own estimate.
  package let probability: Double
  /// The tokens that were chosen for it, those of the typed word's beginning among them.
  package let tokens: [Int32]
  package let end: End

  var logProbability: Double { log(probability) }

  /// The bytes as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
