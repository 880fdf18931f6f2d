/// Vectors in memory with exact nearest-neighbour search by dot product.
///
/// A value: a copy is a snapshot that shares its rows until one of the two changes, 4096 rows at a time. Rows stand
/// densely in no particular order; results depend on ids and vectors alone. Vectors are taken as they are: normalise
/// them first (`VectorMath.normalize`) where the score is to be a cosine.
package struct VectorIndex: Sendable {
  /// Numbers of a vector.
  package let dimension: Int
  /// How numbers are kept.
  package let precision: VectorPrecision

  /// Rows of a full chunk: what a change after a copy has to copy again.
  let chunkCapacity: Int
  /// All but the last one are full.
  private(set) var chunks: [VectorChunk] = []
  /// Where the row of each id is: chunk times capacity plus place.
  private var places: [Int64: Int] = [:]

  /// An empty index for vectors of `dimension` numbers, at least 1.
  package init(dimension: Int, precision: VectorPrecision = .full) {
    self.init(dimension: dimension, precision: precision, chunkCapacity: 4096)
  }

  /// An empty index with `chunkCapacity` rows to a chunk.
  init(dimension: Int, precision: VectorPrecision = .full, chunkCapacity: Int) {
    precondition(dimension > 0, "a vector has at least one number")
    (self.dimension, self.precision, self.chunkCapacity) = (dimension, precision, chunkCapacity)
  }

  /// How many vectors it holds.
  package var count: Int { places.count }
  /// Whether it holds no vectors.
  package var isEmpty: Bool { places.isEmpty }
  /// The ids of all vectors, in no particular order.
  package var ids: [Int64] { chunks.flatMap(\.ids) }

  /// Stores a vector under an id, in place of what was stored under it before.
  ///
  /// O(dimension).
  ///
  /// - Throws: `VectorSearchError` when the vector has another dimension or a number that is not finite.
  package mutating func insert(_ vector: [Float], id: Int64) throws {
    guard vector.count == dimension else { throw VectorSearchError.dimension(vector.count, expected: dimension) }
    guard vector.allSatisfy(\.isFinite) else { throw VectorSearchError.notFinite }
    if let place = places[id] {
      chunks[place / chunkCapacity].replace(at: place % chunkCapacity, with: vector, id: id)
      return
    }
    if count == chunks.count * chunkCapacity {
      chunks.append(VectorChunk(dimension: dimension, precision: precision))
    }
    places[id] = count
    chunks[chunks.count - 1].append(vector, id: id)
  }

  /// Removes a vector and says whether there was one.
  ///
  /// The last row moves into its place. O(dimension).
  @discardableResult
  package mutating func remove(id: Int64) -> Bool {
    guard let place = places.removeValue(forKey: id) else { return false }
    // `count` is one less by now: the place of the last row.
    let last = chunks[chunks.count - 1]
    if place != count, let moved = last.ids.last {
      chunks[place / chunkCapacity].replace(
        at: place % chunkCapacity, with: last.row(at: last.count - 1), id: moved)
      places[moved] = place
    }
    removeLastRow()
    return true
  }

  private mutating func removeLastRow() {
    chunks[chunks.count - 1].removeLast()
    if chunks[chunks.count - 1].count == 0 { chunks.removeLast() }
  }

  /// The vector stored under an id, as its precision keeps it.
  package func vector(id: Int64) -> [Float]? {
    places[id].map { chunks[$0 / chunkCapacity].row(at: $0 % chunkCapacity) }
  }
}
