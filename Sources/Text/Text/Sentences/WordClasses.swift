/// What is known about a word that stands before a full stop or after it.
struct WordClasses: OptionSet, Sendable {
  let rawValue: UInt16

  /// A title before a name: never the last word of a sentence when a name follows.
  static let title = WordClasses(rawValue: 1)
  /// An abbreviation that its noun follows: it never ends a sentence.
  static let neverLast = WordClasses(rawValue: 2)
  /// An abbreviation only before a number: "no".
  static let numbered = WordClasses(rawValue: 4)
  /// An abbreviation that ends a sentence now and then: what follows decides.
  static let maybeLast = WordClasses(rawValue: 8)
  /// An abbreviation that usually ends a sentence when a capital follows: "etc".
  static let oftenLast = WordClasses(rawValue: 16)
  /// An abbreviation only with a capital letter: "Sun".
  static let capitalized = WordClasses(rawValue: 32)
  /// A word that begins sentences and hardly ever follows an abbreviation in the middle of one, when capitalised.
  static let starter = WordClasses(rawValue: 64)
  /// A name that ends with an exclamation mark.
  static let exclaiming = WordClasses(rawValue: 128)
  /// A word that a letter follows as its name: "version B".
  static let lettered = WordClasses(rawValue: 256)
}

/// The words with classes, looked up by the hash of their lower-case bytes.
struct WordTable: Sendable {
  static let shared = WordTable(WordTable.english)

  private var keys: [UInt64]
  private var classes: [WordClasses]

  /// A table of lists of words, separated by spaces, and the classes of each list.
  ///
  /// Classes of one word add up.
  init(_ lists: [(words: String, classes: WordClasses)]) {
    let words = lists.flatMap { list in list.words.split(separator: " ").map { (Array($0.utf8), list.classes) } }
    var capacity = 16
    while capacity < words.count * 4 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    classes = [WordClasses](repeating: [], count: capacity)
    for (word, flags) in words { insert(WordTable.key(word.count) { word[$0] }, flags) }
  }

  /// The classes of the word of `count` ASCII letters and marks that `byte` gives, in any case.
  ///
  /// None allocates.
  func lookup(_ count: Int, _ byte: (Int) -> UInt8) -> WordClasses { classes[slot(WordTable.key(count, byte))] }

  private mutating func insert(_ key: UInt64, _ flags: WordClasses) {
    let slot = slot(key)
    keys[slot] = key
    classes[slot].formUnion(flags)
  }

  /// Where `key` is or belongs: a quarter of the slots is taken, so probing ends soon.
  private func slot(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key >> 32) & (keys.count - 1)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  /// FNV-1a, 64 bits, with a last mixing step; never 0, which marks a free slot.
  private static func key(_ count: Int, _ byte: (Int) -> UInt8) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<count {
      let letter = byte(index)
      hash = (hash ^ UInt64((0x41...0x5A).contains(letter) ? letter | 0x20 : letter)) &* 0x100_0000_01B3
    }
    return (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9 | 1
  }
}
