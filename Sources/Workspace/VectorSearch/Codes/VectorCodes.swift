import Foundation
import Support

/// The codes of an index's vectors: a file that is mapped into memory, from which candidates for a search come.
///
/// 448 bytes of memory and of the file a vector of 384 numbers, of which a search reads 52 for every vector and the others for candidates alone.
/// Rows are in the order of their ids, which ascend and are never used twice. Thread-safe; a picture of the rows that counted when the file
/// was opened, whoever appends to it or replaces it.
package final class VectorCodes: Sendable {
  /// Rows in the file, those included whose vectors are gone.
  package let count: Int
  let layout: CodeLayout
  let encoder: VectorEncoder
  private let file: MappedFile

  /// Opens the file at `path`; nil where there is none, or where it is not that of the vectors of the index `identity`.
  package convenience init?(path: String, dimension: Int, identity: [UInt8]) {
    guard let file = try? MappedFile(path: path), let header = CodeHeader(file.bytes), header.identity == identity,
      header.layout.dimension == dimension
    else { return nil }
    self.init(file, header)
  }

  private init(_ file: MappedFile, _ header: CodeHeader) {
    (self.file, count, layout) = (file, header.count, header.layout)
    encoder = VectorEncoder(centroid: header.centroid)
  }

  /// The id of the last row; nil without rows.
  package var lastID: Int64? { count > 0 ? id(ofRow: count - 1) : nil }

  /// The ids of the rows that are not among `others`, which ascend.
  package func ids(without others: [Int64]) -> Set<Int64> {
    var next = 0
    return Set(
      (0..<count).map(id).filter { id in
        while next < others.count, others[next] < id { next += 1 }
        return next == others.count || others[next] != id
      })
  }

  func id(ofRow row: Int) -> Int64 {
    file.bytes.loadUnaligned(
      fromByteOffset: layout.start(ofSegment: row / layout.segmentRows) + CodeLayout.ids + 8
        * (row % layout.segmentRows),
      as: Int64.self)
  }

  /// Gives a part of a segment; valid while `body` runs.
  func withPart<Value, Result>(
    _ offset: Int, of segment: Int, as type: Value.Type, _ body: (UnsafePointer<Value>) throws -> Result
  ) rethrows -> Result {
    let start = layout.start(ofSegment: segment) + offset
    // The file is at least as long as its header says, which `CodeHeader` has checked.
    guard let base = file.bytes.baseAddress else { preconditionFailure("a file without a header") }
    return try withExtendedLifetime(file) { try body((base + start).assumingMemoryBound(to: type)) }
  }
}
