/// A word as it was typed, made ready to be compared with every word of a lexicon.
struct TypedWord {
  /// The longest word that is looked at, in bytes.
  static let limit = 40

  /// In small letters; at least one.
  let small: [UInt8]
  /// Whether it starts with a small letter.
  let isSmall: Bool
  /// The same letters as bits, see `Lexicon.letters`.
  let letters: UInt32
  /// For each byte below 128 the places where the word has it.
  private let places: [UInt64]

  /// Nil for words that are empty or longer than `limit`.
  init?(_ word: some Collection<UInt8>) {
    guard !word.isEmpty, word.count <= Self.limit else { return nil }
    small = word.map(\.small)
    isSmall = word.first?.isCapital == false
    letters = Lexicon.letters(of: small)
    var places = [UInt64](repeating: 0, count: 128)
    for (place, byte) in small.enumerated() where byte < 128 { places[Int(byte)] |= 1 << UInt64(place) }
    self.places = places
  }

  /// How many letters must be put in, taken out, exchanged or swapped with their neighbour to make `word`, small letters, of it.
  ///
  /// The optimal string alignment distance, a column of the table at a time as bits: Hyyro, "A bit-vector algorithm for
  /// computing Levenshtein and Damerau edit distances" (2003). O(word.count).
  func edits(to word: UnsafeBufferPointer<UInt8>) -> Int {
    places.withUnsafeBufferPointer { places in
      var (positive, negative, diagonal, before) = (~UInt64(0), UInt64(0), UInt64(0), UInt64(0))
      var edits = small.count
      let last: UInt64 = 1 << UInt64(small.count - 1)
      for byte in word {
        let match = byte < 128 ? places[Int(byte)] : 0
        let swap = ((~diagonal & match) << 1) & before
        diagonal = (((match & positive) &+ positive) ^ positive) | match | negative | swap
        var (up, down) = (negative | ~(diagonal | positive), diagonal & positive)
        if up & last != 0 { edits &+= 1 } else if down & last != 0 { edits &-= 1 }
        up = up << 1 | 1
        down <<= 1
        positive = down | ~(diagonal | up)
        negative = up & diagonal
        before = match
      }
      return edits
    }
  }
}
