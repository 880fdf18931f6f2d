/// What stands beside a word, as far as it tells which words fit there: two bytes.
package struct WordContext: Sendable, Equatable {
  /// Nothing is known of the neighbours.
  package static let none = WordContext(before: nil, after: nil)

  /// The class of the word to the left, and to the right; nil where it is not known.
  let before: UInt8?
  let after: UInt8?

  init(before: UInt8?, after: UInt8?) {
    self.before = before
    self.after = after
  }

  /// Reads a number that `code` gave; any other gives some context or none.
  init(code: Int) {
    func neighbour(_ number: Int) -> UInt8? { number & 0x1FF == 0 ? nil : UInt8(truncatingIfNeeded: number - 1) }
    self.init(before: neighbour(code), after: neighbour(code >> 9))
  }

  /// Both classes in one number below 2^18.
  var code: Int { (before.map { Int($0) + 1 } ?? 0) | (after.map { Int($0) + 1 } ?? 0) << 9 }
}
