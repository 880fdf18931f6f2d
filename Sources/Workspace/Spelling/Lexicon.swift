/// How frequent English words are, and words that Hunspell's en_US lacks: unpacked from `Lexicon.packed`.
///
/// Immutable. Words are numbered in byte order; their columns lie in flat arrays, so that a search for similar words
/// passes over all of them in a few tens of microseconds.
package struct Lexicon: Sendable {
  /// Why a word is in the list.
  package enum Group: UInt8, Sendable {
    /// Hunspell's en_US has it.
    case known
    /// A word of today that Hunspell lacks.
    case accepted
    /// The spelling of another English-speaking country.
    case variant
    /// A frequent name.
    case name
  }

  /// The one that is built in.
  package static let english = Lexicon(packed)

  /// The words' bytes, one after the other.
  private(set) var bytes: [UInt8] = []
  /// The same in small letters.
  private(set) var small: [UInt8] = []
  /// Where each word begins in `bytes`, and one more entry for the end.
  private(set) var starts: [Int32] = [0]
  /// A bit for each letter that a word has, small or capital; bit 26 for anything else.
  private(set) var letters: [UInt32] = []
  /// The frequency of each word: `0.02 * 2^(0.75 level)` in a million words.
  private(set) var levels: [UInt8] = []
  private(set) var groups: [Group] = []
  /// Word numbers by hash, open addressing; -1 where free.
  private var table: [Int32] = []

  package var count: Int { levels.count }

  /// Unpacks the format that `recipes/spelling/build_lexicon.py` describes.
  ///
  /// O(n).
  init(_ packed: StaticString) {
    var word: [UInt8] = []
    var isPrefixNext = true
    var group = Group.known
    reserve(packed.utf8CodeUnitCount)
    packed.withUTF8Buffer { input in
      for byte in input {
        if isPrefixNext {
          word.removeLast(word.count - min(word.count, Int(byte) - 48))
          isPrefixNext = false
        } else if byte.isLetter || byte == UInt8(ascii: "'") {
          word.append(byte)
        } else if byte >= UInt8(ascii: "^") {
          group = byte == UInt8(ascii: "^") ? .accepted : byte == UInt8(ascii: "|") ? .variant : .name
        } else {
          append(word, level: Self.levelOfCharacter[Int(byte)], group)
          isPrefixNext = true
          group = .known
        }
      }
    }
    small = bytes.map(\.small)
    makeTable()
  }

  /// A list of words of which nothing is known: the least level, no group.
  ///
  /// O(n).
  init(words: [[UInt8]]) {
    for word in words { append(word, level: 0, .known) }
    small = bytes.map(\.small)
    makeTable()
  }

  /// The number of the word that is written exactly like `word`.
  func find(_ word: some Collection<UInt8>) -> Int? {
    var slot = Int(truncatingIfNeeded: Self.hash(word)) & (table.count - 1)
    while table[slot] >= 0 {
      let found = Int(table[slot])
      if self[found].elementsEqual(word) { return found }
      slot = (slot + 1) & (table.count - 1)
    }
    return nil
  }

  /// The bytes of the word with the given number.
  subscript(_ number: Int) -> ArraySlice<UInt8> { bytes[Int(starts[number])..<Int(starts[number + 1])] }

  /// The frequency level of a word as it is written, or in small letters; nil when it is not in the list.
  func level(of word: [UInt8]) -> UInt8? {
    if let found = find(word) { return levels[found] }
    let small = word.map(\.small)
    return small == word ? nil : find(small).map { levels[$0] }
  }

  /// The characters `!` to `@` but quotes stand for levels, in order.
  private static let levelOfCharacter: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for (level, character) in "!#$%&()*+,-./0123456789:;<=>?@".utf8.enumerated() {
      table[Int(character)] = UInt8(level)
    }
    return table
  }()

  private mutating func reserve(_ packedCount: Int) {
    bytes.reserveCapacity(2 * packedCount)
    let words = packedCount / 4
    starts.reserveCapacity(words)
    letters.reserveCapacity(words)
    levels.reserveCapacity(words)
    groups.reserveCapacity(words)
  }

  private mutating func append(_ word: [UInt8], level: UInt8, _ group: Group) {
    bytes += word
    starts.append(Int32(bytes.count))
    letters.append(Self.letters(of: word))
    levels.append(level)
    groups.append(group)
  }

  private mutating func makeTable() {
    var size = 1024
    while size < 2 * count { size *= 2 }
    table = Array(repeating: -1, count: size)
    bytes.withUnsafeBufferPointer { bytes in
      for number in 0..<count {
        let word = UnsafeBufferPointer(rebasing: bytes[Int(starts[number])..<Int(starts[number + 1])])
        var slot = Int(truncatingIfNeeded: Self.hash(word)) & (size - 1)
        while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        table[slot] = Int32(number)
      }
    }
  }

  /// The bits for `letters`.
  static func letters(of word: some Collection<UInt8>) -> UInt32 {
    var bits: UInt32 = 0
    for byte in word { bits |= byte.isLetter ? 1 << UInt32((byte | 32) - 97) : 1 << 26 }
    return bits
  }

  /// FNV-1a with 64 bits, folded so that the low bits depend on all.
  static func hash(_ word: some Collection<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash ^ (hash >> 29)
  }
}
