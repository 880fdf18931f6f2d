import Foundation
import Support

/// Where the vectors of codes come from: the index that they belong to.
package protocol VectorSource {
  /// Names the index, 16 bytes: another index at the same place has another one.
  var identity: [UInt8] { get }
  /// Numbers of a vector.
  var dimensions: Int { get }
  /// How many vectors there are.
  func vectorCount() throws -> Int
  /// An id that is greater than all that were ever given.
  func nextID() throws -> Int64
  /// Vectors with ids greater than `id`, in ascending order, one behind the other in `values`, at most `limit`.
  func rows(after id: Int64, limit: Int) throws -> (ids: [Int64], values: [Float])
}

extension VectorCodes {
  /// Opens the file at `path` with the codes of all vectors of `source`: what it lacks is appended, and where it is of no use it is made anew.
  ///
  /// O(vectors that are new), and a count of all vectors.
  ///
  /// - Throws: the source's errors; `SupportError` where the file cannot be written.
  package static func updated(path: String, from source: some VectorSource) throws -> VectorCodes {
    try updated(path: path, from: source, segmentRows: 4096)
  }

  static func updated(path: String, from source: some VectorSource, segmentRows: Int) throws -> VectorCodes {
    if let codes = try usable(path, source), try codes.isComplete(source) { return codes }
    return try FolderLock.hold(forFile: path) {
      // Somebody else may have done the work meanwhile.
      if let codes = try usable(path, source) {
        if try codes.isComplete(source) { return codes }
        try fill(VectorCodeWriter(appendingTo: path), after: codes.lastID ?? 0, from: source)
      } else {
        try create(path, source, segmentRows: segmentRows)
      }
      guard let codes = VectorCodes(path: path, dimension: source.dimensions, identity: source.identity) else {
        throw VectorSearchError.codes(path)
      }
      return codes
    }
  }

  /// The file as it is; nil where it has to be made anew, which is also so when most of its rows are of vectors that are gone.
  private static func usable(_ path: String, _ source: some VectorSource) throws -> VectorCodes? {
    guard let codes = VectorCodes(path: path, dimension: source.dimensions, identity: source.identity),
      try codes.lastID ?? 0 < source.nextID(), try codes.count <= 2 * source.vectorCount() + 4096
    else { return nil }
    return codes
  }

  private func isComplete(_ source: some VectorSource) throws -> Bool {
    try source.rows(after: lastID ?? 0, limit: 1).ids.isEmpty
  }

  /// Fills another file and puts it in place of this one, which others may have mapped.
  private static func create(_ path: String, _ source: some VectorSource, segmentRows: Int) throws {
    let sample = try source.rows(after: 0, limit: batch)
    let layout = CodeLayout(dimension: source.dimensions, segmentRows: segmentRows)
    let header = CodeHeader(
      layout: layout, identity: source.identity, count: 0, centroid: mean(sample.values, dimension: source.dimensions))
    let new = path + ".new"
    try fill(VectorCodeWriter(creating: new, header), after: 0, from: source)
    guard rename(new, path) == 0 else { throw SupportError.posix("replace", path: path, errno: errno) }
  }

  private static func fill(_ writer: VectorCodeWriter, after id: Int64, from source: some VectorSource) throws {
    var last = id
    while true {
      let (ids, values) = try source.rows(after: last, limit: batch)
      guard let greatest = ids.last else { return try writer.finish() }
      let dimension = source.dimensions
      for (row, id) in ids.enumerated() { try writer.append(values[row * dimension..<(row + 1) * dimension], id: id) }
      last = greatest
    }
  }

  private static let batch = 4096

  private static func mean(_ values: [Float], dimension: Int) -> [Float] {
    var sum = [Float](repeating: 0, count: dimension)
    let rows = values.count / dimension
    for row in 0..<rows { for index in 0..<dimension { sum[index] += values[row * dimension + index] } }
    return sum.map { $0 / Float(max(1, rows)) }
  }
}
