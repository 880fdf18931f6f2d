/// A node of the rope's tree: a leaf with text or a branch with two children whose heights differ by at most one (AVL).
///
/// Nodes never change, so any number of ropes and threads share them. Every leaf begins and ends between scalars.
final class RopeNode: Sendable {
  /// A run of text longer than `maximum` is cut into equal leaves of about this many bytes.
  static let target = 1024
  /// A leaf shorter than this is joined to a neighbour, when it has one.
  static let minimum = 512
  /// No leaf is longer than this many bytes.
  static let maximum = 2048

  let summary: TextSummary
  /// 0 for a leaf.
  let height: Int
  let children: (left: RopeNode, right: RopeNode)?
  /// The text of a leaf; empty in a branch.
  let bytes: [UInt8]

  var count: Int { summary.bytes }

  private init(leaf bytes: [UInt8]) {
    self.bytes = bytes
    children = nil
    height = 0
    summary = bytes.withUnsafeBufferPointer { TextSummary($0) }
  }

  private init(_ left: RopeNode, _ right: RopeNode) {
    bytes = []
    children = (left, right)
    height = max(left.height, right.height) + 1
    summary = left.summary + right.summary
  }

  /// A balanced tree over valid UTF-8, nil for no text.
  ///
  /// O(n).
  static func tree(_ text: ArraySlice<UInt8>) -> RopeNode? {
    if text.isEmpty { return nil }
    let leaves = text.count <= maximum ? 1 : (text.count + target - 1) / target
    return tree(text, leaves: leaves)
  }

  private static func tree(_ text: ArraySlice<UInt8>, leaves: Int) -> RopeNode {
    if leaves == 1 { return RopeNode(leaf: Array(text)) }
    var middle = text.startIndex + text.count * (leaves / 2) / leaves
    while text[middle] & 0xC0 == 0x80 { middle -= 1 }
    return RopeNode(tree(text[..<middle], leaves: leaves / 2), tree(text[middle...], leaves: leaves - leaves / 2))
  }

  /// The text of `left` followed by that of `right`.
  ///
  /// O(difference of the heights).
  static func join(_ left: RopeNode?, _ right: RopeNode?) -> RopeNode? {
    guard let left, let right else { return left ?? right }
    return joined(left, right)
  }

  private static func joined(_ left: RopeNode, _ right: RopeNode) -> RopeNode {
    if left.height > right.height + 1, let (outer, inner) = left.children {
      return balanced(outer, joined(inner, right))
    }
    if right.height > left.height + 1, let (inner, outer) = right.children {
      return balanced(joined(left, inner), outer)
    }
    return RopeNode(left, right)
  }

  /// A branch over two trees whose heights differ by at most two, with the rotation that an AVL tree needs.
  private static func balanced(_ left: RopeNode, _ right: RopeNode) -> RopeNode {
    if right.height > left.height + 1, let (inner, outer) = right.children {
      if inner.height > outer.height, let (a, b) = inner.children {
        return RopeNode(RopeNode(left, a), RopeNode(b, outer))
      }
      return RopeNode(RopeNode(left, inner), outer)
    }
    if left.height > right.height + 1, let (outer, inner) = left.children {
      if inner.height > outer.height, let (a, b) = inner.children {
        return RopeNode(RopeNode(outer, a), RopeNode(b, right))
      }
      return RopeNode(outer, RopeNode(inner, right))
    }
    return RopeNode(left, right)
  }

  /// The trees before and after `offset`, which must be where a leaf begins or ends.
  ///
  /// O(log n).
  static func split(_ node: RopeNode?, at offset: Int) -> (before: RopeNode?, after: RopeNode?) {
    guard let node, offset > 0 else { return (nil, node) }
    guard offset < node.count, let (left, right) = node.children else { return (node, nil) }
    if offset <= left.count {
      let (before, after) = split(left, at: offset)
      return (before, join(after, right))
    }
    let (before, after) = split(right, at: offset - left.count)
    return (join(left, before), after)
  }

  /// This tree with the leaf that starts at `offset` replaced by a non-empty one.
  ///
  /// O(log n), without rebalancing.
  func replacingLeaf(at offset: Int, with leaf: [UInt8]) -> RopeNode {
    guard let (left, right) = children else { return RopeNode(leaf: leaf) }
    if offset < left.count { return RopeNode(left.replacingLeaf(at: offset, with: leaf), right) }
    return RopeNode(left, right.replacingLeaf(at: offset - left.count, with: leaf))
  }
}
