/// Token ids with the source bytes, type and sequence of each; arrays of equal length.
///
/// Several texts may be appended one after the other (a packed batch): ranges count from the start of their own text.
package struct Encoding: Sendable {
  /// Vocabulary ids.
  package private(set) var ids: [Int32] = []
  /// Where each token's source bytes start.
  package private(set) var starts: [UInt32] = []
  /// Where each token's source bytes end (exclusive); equal to the start for a special token of the template.
  package private(set) var ends: [UInt32] = []
  /// Segment ids that BERT adds an embedding for: 0, and 1 for the second text of a pair.
  package private(set) var typeIDs: [UInt8] = []
  /// Which text of a pair the token came from: 0 or 1, and `Encoding.template` for a special token of the template.
  package private(set) var sources: [UInt8] = []

  /// Whether each token begins a word, as the tokenizer divides text into words; true for added and special tokens.
  package private(set) var beginsWord: [Bool] = []

  /// The value in `sources` of tokens that no text holds.
  package static let template = UInt8.max

  /// Memory that the normaliser reuses from call to call.
  var scratch = NormalizedText()

  /// An encoding without tokens.
  package init() {}

  /// How many tokens it holds.
  package var count: Int { ids.count }
  /// Whether it holds no tokens.
  package var isEmpty: Bool { ids.isEmpty }

  /// The source bytes of the token at `index`; empty for a special token of the template.
  package func range(at index: Int) -> Range<Int> { Int(starts[index])..<Int(ends[index]) }

  /// The source bytes of every token.
  ///
  /// O(n); `range(at:)` reads one.
  package var ranges: [Range<Int>] { ids.indices.map(range(at:)) }

  /// Whether the token at `index` is one that the template added.
  package func isTemplate(at index: Int) -> Bool { sources[index] == Self.template }

  /// Removes all tokens and keeps the memory.
  package mutating func removeAll() {
    truncate(to: 0)
  }

  /// Removes the tokens from `count` on.
  package mutating func truncate(to count: Int) {
    let excess = self.count - count
    guard excess > 0 else { return }
    ids.removeLast(excess)
    starts.removeLast(excess)
    ends.removeLast(excess)
    typeIDs.removeLast(excess)
    sources.removeLast(excess)
    beginsWord.removeLast(excess)
  }

  /// Makes room for the tokens of a text of so many bytes, so that the columns of a short one are allocated once.
  ///
  /// What is there already grows by doubling, as arrays do: asked for exact room, a batch would be copied with each text.
  mutating func reserve(bytes: Int) {
    // English has about four bytes a token; a long text may have more, and its columns then grow.
    let expected = min(bytes / 3 + 4, 4096)
    guard isEmpty, ids.capacity < expected else { return }
    ids.reserveCapacity(expected)
    starts.reserveCapacity(expected)
    ends.reserveCapacity(expected)
    typeIDs.reserveCapacity(expected)
    sources.reserveCapacity(expected)
    beginsWord.reserveCapacity(expected)
  }

  @inline(__always)
  mutating func append(
    _ id: Int32, _ start: Int, _ end: Int, type: UInt8, source: UInt8, beginsWord: Bool = true
  ) {
    ids.append(id)
    starts.append(UInt32(truncatingIfNeeded: start))
    ends.append(UInt32(truncatingIfNeeded: end))
    typeIDs.append(type)
    sources.append(source)
    self.beginsWord.append(beginsWord)
  }

  /// Turns the ranges of the tokens from `first` on, which count normalised bytes, into source ranges.
  mutating func translate(from first: Int, through text: NormalizedText) {
    for index in first..<count where starts[index] < ends[index] {
      let last = Int(ends[index]) - 1
      starts[index] = text.starts[Int(starts[index])]
      ends[index] = text.ends[last]
    }
  }

  /// Widens the ranges of the tokens from `first` on to whole characters of `text`, which is well-formed there.
  mutating func alignToScalars(from first: Int, in text: UnsafeBufferPointer<UInt8>) {
    for index in first..<count {
      while text[Int(starts[index])] & 0xC0 == 0x80 { starts[index] -= 1 }
      while Int(ends[index]) < text.count, text[Int(ends[index])] & 0xC0 == 0x80 { ends[index] += 1 }
    }
  }

  /// Gives the tokens from `first` on that are empty at `position` the byte there.
  mutating func widenEmpty(from first: Int, at position: Int) {
    for index in first..<count where Int(ends[index]) == position { ends[index] += 1 }
  }

  /// Replaces the source bytes of the token at `index`.
  mutating func setRange(_ range: Range<Int>, at index: Int) {
    starts[index] = UInt32(truncatingIfNeeded: range.lowerBound)
    ends[index] = UInt32(truncatingIfNeeded: range.upperBound)
  }

  /// Removes `excess` tokens that end before position `end`, keeping what follows.
  mutating func remove(_ excess: Int, before end: Int) {
    let range = end - excess..<end
    ids.removeSubrange(range)
    starts.removeSubrange(range)
    ends.removeSubrange(range)
    typeIDs.removeSubrange(range)
    sources.removeSubrange(range)
    beginsWord.removeSubrange(range)
  }
}

extension Encoding: Equatable {
  package static func == (left: Encoding, right: Encoding) -> Bool {
    left.ids == right.ids && left.starts == right.starts && left.ends == right.ends && left.typeIDs == right.typeIDs
      && left.sources == right.sources && left.beginsWord == right.beginsWord
  }
}
