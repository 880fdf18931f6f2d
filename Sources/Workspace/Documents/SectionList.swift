internal import Markup

/// The sections of a document and how much lies before each: immutable chunks in an array, so that replacing a few
/// sections costs O(sections / chunk size), and a copy shares all chunks.
struct SectionList: RandomAccessCollection, Sendable {
  /// Neighbouring sections with what lies before each of them in the chunk.
  final class Chunk: Sendable {
    static let capacity = 128

    let sections: [Section]
    let starts: [Extent]
    let extent: Extent

    init(_ sections: some Collection<Section>) {
      self.sections = Array(sections)
      var total = Extent()
      var starts: [Extent] = []
      starts.reserveCapacity(sections.count)
      for section in sections {
        starts.append(total)
        total.add(section)
      }
      self.starts = starts
      extent = total
    }
  }

  private(set) var chunks: [Chunk] = []
  /// What lies before each chunk.
  private var starts: [Extent] = []
  /// What all sections hold together.
  private(set) var extent = Extent()

  var startIndex: Int { 0 }
  var endIndex: Int { extent.sections }

  /// What lies before a chunk.
  func start(ofChunk index: Int) -> Extent { starts[index] }

  /// O(log n).
  subscript(index: Int) -> Placement { placement(at: index) { $0.sections } }

  /// The last section before which at most `value` of a measure lies; the list must not be empty.
  ///
  /// O(log n).
  func placement(at value: Int, by measure: (Extent) -> Int) -> Placement {
    let chunk = Self.last(starts, value, measure)
    let offset = starts[chunk]
    let index = Self.last(chunks[chunk].starts, value - measure(offset), measure)
    return Placement(section: chunks[chunk].sections[index], start: offset + chunks[chunk].starts[index])
  }

  /// Puts other sections in the place of some.
  mutating func replace(_ range: Range<Int>, with sections: [Section]) {
    let (first, end) = chunkRange(range)
    let old = chunks[first..<end].flatMap(\.sections)
    let base = first < starts.count ? starts[first].sections : extent.sections
    let head = range.lowerBound - base
    let all = old[..<head] + sections + old[(head + range.count)...]
    chunks.replaceSubrange(first..<end, with: Self.chunks(of: Array(all)))
    starts.removeLast(starts.count - first)
    var total = first > 0 ? starts[first - 1] + chunks[first - 1].extent : Extent()
    for chunk in chunks[first...] {
      starts.append(total)
      total = total + chunk.extent
    }
    extent = total
  }

  /// The chunks that hold the sections of the range and a place to put others; a small one takes its neighbour along.
  private func chunkRange(_ range: Range<Int>) -> (Int, Int) {
    guard !chunks.isEmpty else { return (0, 0) }
    let first = Self.last(starts, range.lowerBound) { $0.sections }
    var end = first + 1
    while end < chunks.count, starts[end].sections < range.upperBound { end += 1 }
    if end < chunks.count, chunks[first..<end].allSatisfy({ $0.sections.count < Chunk.capacity / 4 }) { end += 1 }
    return (first, end)
  }

  /// Chunks of about the same size, none above the capacity.
  private static func chunks(of sections: [Section]) -> [Chunk] {
    let count = (sections.count + Chunk.capacity - 1) / Chunk.capacity
    return (0..<count).map { Chunk(sections[$0 * sections.count / count..<($0 + 1) * sections.count / count]) }
  }

  /// The index of the last extent of which the measure is at most `value`, 0 when there is none.
  private static func last(_ extents: [Extent], _ value: Int, _ measure: (Extent) -> Int) -> Int {
    var low = 0
    var high = extents.count
    while low < high {
      let middle = (low + high) / 2
      if measure(extents[middle]) <= value { low = middle + 1 } else { high = middle }
    }
    return Swift.max(0, low - 1)
  }
}

/// How much some sections hold.
struct Extent: Sendable, Equatable {
  var sections = 0
  var bytes = 0
  var sentences = 0
  var blocks = 0
  var directives = 0

  mutating func add(_ section: Section) {
    sections += 1
    bytes += section.cut.count
    sentences += section.content.entries.count
    blocks += section.content.blocks.count
    directives += section.content.directives.count
  }

  static func + (a: Extent, b: Extent) -> Extent {
    Extent(
      sections: a.sections + b.sections, bytes: a.bytes + b.bytes, sentences: a.sentences + b.sentences,
      blocks: a.blocks + b.blocks, directives: a.directives + b.directives)
  }
}

/// A section and how much of the document lies before it.
struct Placement: Sendable {
  let section: Section
  let start: Extent

  var byte: Int { start.bytes }
  var sentence: Int { start.sentences }
  var block: Int { start.blocks }
}
