import Store
import VectorSearch

/// How the passages near a vector are found: all vectors in memory while there are few, codes in a mapped file beyond.
enum PassageCandidates: Sendable {
  /// Every vector is compared.
  case exact(VectorIndex)
  /// Codes choose, the index's vectors decide; passages that are gone leave rows behind.
  case coded(VectorCodes, DocumentIndex, removed: Set<Int64>)

  /// Prepares the passages of an index: O(passages) up to `exactLimit` of them, beyond O(passages that are new) and a count.
  ///
  /// - Throws: the store's errors; `SupportError` where the file of codes cannot be written.
  init(of index: DocumentIndex, exactLimit: Int) throws {
    let count = try index.passageCount()
    guard count > exactLimit else {
      self = try .exact(index.loaded())
      return
    }
    let codes = try VectorCodes.updated(path: index.codesPath, from: index)
    self = .coded(codes, index, removed: codes.count == count ? [] : codes.ids(without: try index.passageIDs()))
  }

  /// The `k` nearest passages by dot product, best first.
  func search(_ query: [Float], k: Int, excluding excluded: Set<Int64>) throws -> [VectorMatch] {
    switch self {
    case .exact(let vectors): return try vectors.search(query, k: k) { !excluded.contains($0) }
    case .coded(let codes, let index, let removed):
      let isRestricted = !excluded.isEmpty || !removed.isEmpty
      return try codes.search(
        query, k: k, where: isRestricted ? { !excluded.contains($0) && !removed.contains($0) } : nil,
        vectors: index.vectors)
    }
  }

  /// How many passages can be found.
  var count: Int {
    switch self {
    case .exact(let vectors): vectors.count
    case .coded(let codes, _, let removed): codes.count - removed.count
    }
  }

  /// All vectors in memory.
  func loaded() throws -> VectorIndex {
    switch self {
    case .exact(let vectors): vectors
    case .coded(_, let index, _): try index.loaded()
    }
  }
}

extension DocumentIndex: VectorSource {
  /// Where the codes of the index's vectors lie.
  package var codesPath: String { path + ".codes" }

  package func vectorCount() throws -> Int { try passageCount() }
  package func nextID() throws -> Int64 { try nextPassageID() }
  package func rows(after id: Int64, limit: Int) throws -> (ids: [Int64], values: [Float]) {
    let found = try vectors(after: id, limit: limit)
    return (found.ids, found.values)
  }

  /// Every vector.
  ///
  /// Half precision is what the file holds; keeping it halves the memory and loses nothing.
  fileprivate func loaded() throws -> VectorIndex {
    let stored = try vectors()
    var vectors = VectorIndex(dimension: stored.dimensions, precision: .half)
    for (row, id) in stored.ids.enumerated() {
      let start = row * stored.dimensions
      try vectors.insert(Array(stored.values[start..<start + stored.dimensions]), id: id)
    }
    return vectors
  }
}
