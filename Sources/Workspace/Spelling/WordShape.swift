/// How a word is written large and small.
package enum WordShape: UInt8, Sendable {
  /// Small letters only.
  case small
  /// One capital, then small letters.
  case capitalised
  /// Capitals only, perhaps with a small ending: NATO, PDFs, URL's.
  case capitals
  /// Capitals inside: iPhone, camelCase.
  case mixed
}
