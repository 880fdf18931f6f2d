/// The tokens of a byte-level model: their ids, and the bytes that each stands for.
struct ByteVocabulary: TokenTable {
  /// The entries as the files write them, in UTF-8, in the order of ids.
  private var entries: [UInt8] = []
  /// Where each entry starts in `entries`, and the end.
  private var entryOffsets: [UInt32] = [0]
  /// What the entries stand for.
  private var bytes: [UInt8] = []
  private var byteOffsets: [UInt32] = [0]
  /// Open addressing: ids, -1 in free places; a power of two.
  private var places: [Int32]

  /// The vocabulary of `tokens`.
  ///
  /// - Throws: `TokenizerError` when it is empty, or an id is out of range or given twice.
  init(_ tokens: [(text: String, id: Int)]) throws(TokenizerError) {
    let texts = try Vocabulary.texts(tokens)
    places = [Int32](repeating: -1, count: Self.power(above: 2 * tokens.count))
    for (id, text) in texts.enumerated() {
      if let text {
        entries.append(contentsOf: text.utf8)
        bytes.append(contentsOf: ByteAlphabet.bytes(of: text) ?? Array(text.utf8))
      }
      entryOffsets.append(UInt32(entries.count))
      byteOffsets.append(UInt32(bytes.count))
      if text != nil { insert(Int32(id)) }
    }
  }

  /// One more than the largest id.
  var count: Int { entryOffsets.count - 1 }

  /// How many bytes the token `id` stands for.
  @inline(__always)
  func length(_ id: Int32) -> Int { Int(byteOffsets[Int(id) + 1] - byteOffsets[Int(id)]) }

  /// The bytes that the token `id` stands for, empty where there is none.
  func bytes(_ id: Int32) -> ArraySlice<UInt8> {
    guard id >= 0, Int(id) < count else { return [] }
    return bytes[Int(byteOffsets[Int(id)])..<Int(byteOffsets[Int(id) + 1])]
  }

  func token(_ id: Int32) -> String? {
    guard id >= 0, Int(id) < count, !entry(id).isEmpty else { return nil }
    return String(decoding: entry(id), as: UTF8.self)
  }

  func id(of token: String) -> Int32? {
    var token = token
    return token.withUTF8 { id(ofEntry: $0) }
  }

  /// The id of an entry in the files' form.
  ///
  /// O(length).
  func id(ofEntry text: UnsafeBufferPointer<UInt8>) -> Int32? {
    var place = Self.hash(text) & (places.count - 1)
    while places[place] >= 0 {
      if entry(places[place]).elementsEqual(text) { return places[place] }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  /// The id of the token that stands for exactly these bytes; `buffer` is room to work in.
  func id(ofBytes word: UnsafeBufferPointer<UInt8>, buffer: inout [UInt8]) -> Int32? {
    buffer.removeAll(keepingCapacity: true)
    ByteAlphabet.append(word, to: &buffer)
    return buffer.withUnsafeBufferPointer { id(ofEntry: $0) }
  }

  private func entry(_ id: Int32) -> ArraySlice<UInt8> {
    entries[Int(entryOffsets[Int(id)])..<Int(entryOffsets[Int(id) + 1])]
  }

  private mutating func insert(_ id: Int32) {
    var place = entry(id).withUnsafeBufferPointer { Self.hash($0) } & (places.count - 1)
    while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
    places[place] = id
  }

  /// The smallest power of two above `count`.
  static func power(above count: Int) -> Int {
    var power = 16
    while power <= count { power *= 2 }
    return power
  }

  /// FNV-1a, folded.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (state ^ state >> 29) >> 1)
  }
}
