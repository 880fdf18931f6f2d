import Support
import Tokenizers

/// Counts the units of texts and which follow which.
///
/// For 60 million words it takes under 2 GB at its peak and a few minutes.
package struct NGramCounter {
  /// What is kept of what was counted.
  package struct Pruning: Sendable {
    /// How often a unit must occur to be known.
    package var units = 2
    /// How often n-grams of two units, of three and so on must occur; as many numbers as there are lengths.
    package var grams = [1, 2, 2, 2]

    package init() {}
  }

  private var words = WordCounts()
  /// The units as they were met, a line's end among them; -1 before each document.
  private var text: [Int32] = []

  package init() {}

  /// How many units were met.
  package var unitCount: Int { words.counts.reduce(0, +) }

  /// Takes note of a document, a paragraph a line; what comes at its beginning follows a line's end.
  ///
  /// O(n).
  package mutating func add(_ document: some Collection<UInt8>) {
    text.append(-1)
    note([0x0A])
    _ =
      document.withContiguousStorageIfAvailable { note($0) }
      ?? Array(document).withUnsafeBufferPointer { note($0) }
  }

  private mutating func note(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { note($0) } }

  private mutating func note(_ bytes: UnsafeBufferPointer<UInt8>) {
    var place = 0
    while place < bytes.count {
      let end = TextUnits.end(in: bytes, from: place)
      text.append(Int32(words.add(UnsafeBufferPointer(rebasing: bytes[place..<end]))))
      place = end
    }
  }

  /// The model of what was counted.
  ///
  /// - Parameters:
  ///   - pruning: its number of lengths is the model's.
  ///   - discount: as in `NGramTable`; nil to fit it for each length.
  ///   - progress: called after each length.
  package consuming func model(
    _ pruning: Pruning = Pruning(), discount: Double? = nil, progress: () -> Void = {}
  ) -> UnitModel {
    let vocabulary = UnitVocabulary(words, minimumCount: pruning.units, limit: GramKey.unitLimit - 1)
    let numbers = words.counts.indices.map { vocabulary.id(of: words.word($0)) }
    for place in text.indices where text[place] >= 0 { text[place] = numbers[Int(text[place])] }
    words = WordCounts()
    let tables = pruning.grams.enumerated().map { index, minimum in
      defer { progress() }
      return NGramTable(Self.keys(text, length: index + 2), minimumCount: minimum, discount: discount)
    }
    return UnitModel(vocabulary, tables)
  }

  /// All n-grams of a length that lie in one document, sorted.
  private static func keys(_ text: [Int32], length: Int) -> [UInt64] {
    var (keys, first) = ([UInt64](), 0)
    keys.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { text in
      for place in text.indices {
        if text[place] < 0 {
          first = place + 1
        } else if place - first >= length - 1 {
          keys.append(GramKey.key(GramKey.context(text[place - length + 1..<place]), text[place]))
        }
      }
    }
    RadixSort.sort(&keys)
    return keys
  }
}
