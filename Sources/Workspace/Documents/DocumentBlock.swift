package import Markup

/// A paragraph, heading or list item in a document.
package struct DocumentBlock: Sendable, Equatable {
  package let kind: ProseBlock.Kind
  /// Its source, from the first byte of its prose to the last.
  package let range: Range<Int>
  /// The indices of its sentences; may be empty.
  package let sentences: Range<Int>
  /// Its prose, UTF-8, without markup.
  package let prose: [UInt8]
  /// Ranges of `prose` that are not natural language: sorted, apart, not empty.
  package let literals: [Range<Int>]
}

extension DocumentSnapshot {
  /// The blocks as a collection, in source order.
  package struct Blocks: RandomAccessCollection, Sendable {
    fileprivate let snapshot: DocumentSnapshot

    package var startIndex: Int { 0 }
    package var endIndex: Int { snapshot.sections.extent.blocks }
    package subscript(index: Int) -> DocumentBlock { snapshot.block(at: index) }
  }

  /// All blocks that hold prose; making the collection is O(1), reading one O(log sections).
  package var blocks: Blocks { Blocks(snapshot: self) }

  /// The headings in order, for outlines.
  ///
  /// O(blocks).
  package var headings: [DocumentBlock] {
    sections.flatMap { placement in
      let blocks = placement.section.content.blocks
      return blocks.indices.lazy.filter { blocks[$0].kind.isHeading }.map { block($0, in: placement) }
    }
  }

  /// The index of the block that holds a sentence.
  ///
  /// O(log sections).
  package func blockIndex(ofSentence index: Int) -> Int {
    let placement = placement(ofSentence: index)
    return placement.block + placement.section.content.entries[index - placement.sentence].block
  }

  private func block(at index: Int) -> DocumentBlock {
    let placement = sections.placement(at: index) { $0.blocks }
    return block(index - placement.block, in: placement)
  }

  private func block(_ index: Int, in placement: Placement) -> DocumentBlock {
    let block = placement.section.content.blocks[index]
    return DocumentBlock(
      kind: block.kind, range: block.sourceRange.shifted(by: placement.byte),
      sentences: placement.section.content.blockEntries[index].shifted(by: placement.sentence), prose: block.prose,
      literals: block.literals)
  }
}
