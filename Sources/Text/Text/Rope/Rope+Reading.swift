/// Reading text out of a rope.
extension Rope {
  /// The byte at `offset`, nil outside the text.
  ///
  /// O(log n).
  package func byte(at offset: Int) -> UInt8? {
    guard let root, offset >= 0, offset < root.count else { return nil }
    let (leaf, start) = root.leaf(at: offset)
    return leaf.bytes[offset - start]
  }

  /// The bytes of `range`, clamped to the text.
  ///
  /// They are valid UTF-8 when the range begins and ends between scalars. O(log n + result).
  package func bytes(in range: Range<Int>) -> [UInt8] {
    let range = clamped(range)
    return [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      forEachChunk(in: range) { chunk in
        _ = UnsafeMutableBufferPointer(rebasing: buffer[count...]).initialize(fromContentsOf: chunk)
        count += chunk.count
      }
    }
  }

  /// All bytes.
  ///
  /// O(n).
  package var bytes: [UInt8] { bytes(in: 0..<count) }

  /// The text of `range`, clamped and both ends rounded down to the start of a scalar.
  ///
  /// O(log n + result).
  package func string(in range: Range<Int>) -> String { String(decoding: bytes(in: rounded(range)), as: UTF8.self) }

  /// The whole text.
  ///
  /// O(n).
  package var string: String { string(in: 0..<count) }

  /// Calls `body` with the bytes of `range`, clamped to the text, in order and in pieces of at most 2 KB that are valid
  /// only during the call.
  ///
  /// No piece is empty. Makes no copy.
  package func forEachChunk(in range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    let range = clamped(range)
    if !range.isEmpty { try root?.forEachChunk(in: range, body) }
  }

  /// The start of the scalar that holds the byte at `offset`, after clamping to the text.
  ///
  /// O(log n).
  package func scalarStart(_ offset: Int) -> Int {
    guard let root, offset > 0 else { return 0 }
    guard offset < root.count else { return root.count }
    let (leaf, start) = root.leaf(at: offset)
    var at = offset
    while leaf.bytes[at - start] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  /// `range` clamped to the text, both ends rounded down to the start of a scalar.
  func rounded(_ range: Range<Int>) -> Range<Int> { scalarStart(range.lowerBound)..<scalarStart(range.upperBound) }

  private func clamped(_ range: Range<Int>) -> Range<Int> { range.clamped(to: 0..<count) }
}
