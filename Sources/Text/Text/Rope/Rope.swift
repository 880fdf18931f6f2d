/// A text of any size that is cheap to edit and free to copy.
///
/// The text is valid UTF-8, whatever went in, cut into leaves of at most 2 KB under a balanced tree whose nodes know how many
/// bytes, UTF-16 units, scalars and line breaks lie below them. A copy is an immutable snapshot that shares all nodes with
/// its original; an edit makes O(log n) new nodes and leaves every other snapshot as it was. Every offset is a count of
/// UTF-8 bytes; an offset outside the text is clamped, so no call traps.
///
/// Sendable: ropes may be read on any thread; one variable is edited by one thread at a time, as with every value.
/// The shape follows Boehm, Atkinson and Plass, "Ropes: an Alternative to Strings" (1995).
package struct Rope: Sendable {
  private(set) var root: RopeNode?

  /// The empty text.
  package init() {}

  /// The text of a string.
  ///
  /// O(n).
  package init(_ string: String) { root = RopeNode.tree(Array(string.utf8)[...]) }

  /// The text of any bytes; what is not valid UTF-8 becomes U+FFFD as `UTF8Repair` does it.
  ///
  /// O(n).
  package init(utf8 bytes: [UInt8]) { root = RopeNode.tree(UTF8Repair.repaired(bytes)[...]) }

  /// Length in bytes.
  ///
  /// O(1).
  package var count: Int { root?.count ?? 0 }

  /// Whether there is no text.
  ///
  /// O(1).
  package var isEmpty: Bool { root == nil }

  /// Replaces the bytes of `range` by `bytes`, repaired like those of `init(utf8:)`.
  ///
  /// Both ends of `range` are clamped to the text and rounded down to the start of a scalar. O(log n + bytes.count).
  ///
  /// - Returns: The range that was replaced in the old text and how many bytes took its place.
  @discardableResult
  package mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) -> (old: Range<Int>, newCount: Int) {
    let (range, bytes) = (rounded(range), UTF8Repair.repaired(bytes))
    guard let root else {
      self.root = RopeNode.tree(bytes[...])
      return (range, bytes.count)
    }
    let (leaf, start) = root.leaf(at: range.lowerBound)
    let size = leaf.count - range.count + bytes.count
    if range.upperBound <= start + leaf.count, size <= RopeNode.maximum, size >= RopeNode.minimum {
      var text = leaf.bytes
      text.replaceSubrange(range.lowerBound - start..<range.upperBound - start, with: bytes)
      self.root = root.replacingLeaf(at: start, with: text)
    } else {
      rebuild(root, range, with: bytes)
    }
    return (range, bytes.count)
  }

  /// Replaces whole leaves: those that `range` touches and, while the new text is too short for a leaf, a neighbour.
  private mutating func rebuild(_ root: RopeNode, _ range: Range<Int>, with bytes: [UInt8]) {
    var lower = root.leaf(at: range.lowerBound).start
    var upper = root.leafBoundary(atOrAfter: range.upperBound)
    if (range.lowerBound - lower) + bytes.count + (upper - range.upperBound) < RopeNode.minimum {
      if lower > 0 {
        lower = root.leaf(at: lower - 1).start
      } else if upper < count {
        upper = root.leafBoundary(atOrAfter: upper + 1)
      }
    }
    let text = self.bytes(in: lower..<range.lowerBound) + bytes + self.bytes(in: range.upperBound..<upper)
    let (before, rest) = RopeNode.split(root, at: lower)
    let (_, after) = RopeNode.split(rest, at: upper - lower)
    self.root = RopeNode.join(RopeNode.join(before, RopeNode.tree(text[...])), after)
  }
}

extension Rope: Equatable {
  /// Whether the two texts are the same.
  ///
  /// O(1) for snapshots of one text, O(n) otherwise.
  package static func == (a: Rope, b: Rope) -> Bool {
    if a.root === b.root { return true }
    guard a.count == b.count else { return false }
    var (start, equal) = (0, true)
    a.forEachChunk(in: 0..<a.count) { chunk in
      guard equal else { return }
      equal = b.bytes(in: start..<start + chunk.count).elementsEqual(chunk)
      start += chunk.count
    }
    return equal
  }
}
