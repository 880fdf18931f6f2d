internal import Markup
internal import Text

/// Where a byte of the source stands in the prose.
package struct ProsePosition: Sendable, Equatable {
  /// The index of the block that holds it.
  package let block: Int
  /// Bytes of the block's prose before it.
  package let offset: Int
  /// Whether it belongs to something that is no natural language: inline code, an address, a formula.
  package let isLiteral: Bool
}

extension DocumentSnapshot {
  /// Where the source byte at `offset` stands in the prose; nil where it is markup, or in a part without prose.
  ///
  /// O(log sections), and the blocks of one section.
  package func prosePosition(ofSource offset: Int) -> ProsePosition? {
    guard !sections.isEmpty, offset >= 0, offset < rope.count else { return nil }
    let placement = sections.placement(at: offset) { $0.bytes }
    let local = offset - placement.byte
    let blocks = placement.section.content.blocks
    for (index, block) in blocks.enumerated() where block.sourceRange.contains(local) {
      let prose = block.map.proseOffset(ofSource: local)
      guard prose < block.prose.count, block.map.sourceRange(of: prose..<prose + 1) == local..<local + 1 else {
        return nil
      }
      return ProsePosition(
        block: placement.block + index, offset: prose, isLiteral: block.literals.contains { $0.contains(prose) })
    }
    return nil
  }

  /// The index of the first block of the section that holds the source byte at `offset`.
  ///
  /// O(log sections).
  package func firstBlock(aroundSource offset: Int) -> Int {
    sections.isEmpty ? 0 : sections.placement(at: max(0, offset)) { $0.bytes }.block
  }
}
