import TestSupport

@testable import VectorSearch

/// Vectors around centres, as those of texts on some subjects are; ids ascend with gaps.
struct ClusteredVectors: VectorSource {
  var identity = Array("0123456789abcdef".utf8)
  let dimensions: Int
  /// How many of them the index has so far.
  var visible: Int
  /// Ids of those that were removed.
  var gone: Set<Int64> = []
  private let all: [[Float]]
  private let asked: [[Float]]

  init(count: Int, dimensions: Int, seed: UInt64) {
    var random = SeededRandom(seed)
    func vector(_ centre: [Float]?) -> [Float] {
      var vector = (0..<dimensions).map { _ in Float.random(in: -1...1, using: &random) }
      if let centre { for index in vector.indices { vector[index] = centre[index] + 0.5 * vector[index] } }
      VectorMath.normalize(&vector)
      return vector
    }
    let centres = (0..<30).map { _ in vector(nil).map { $0 * Float(dimensions).squareRoot() * 0.5 } }
    self.dimensions = dimensions
    visible = count
    all = (0..<count).map { vector(centres[$0 % centres.count]) }
    asked = (0..<40).map { vector(centres[$0 % centres.count]) }
  }

  var ids: [Int64] { (0..<visible).map { Int64(3 * $0 + 1) }.filter { !gone.contains($0) } }
  func queries(_ count: Int) -> [[Float]] { Array(asked.prefix(count)) }

  func vectors(_ ids: [Int64]) -> [[Float]?] { ids.map { gone.contains($0) ? nil : all[Int($0) / 3] } }
  func score(_ query: [Float], _ id: Int64) -> Float? { vectors([id])[0].map { VectorMath.dot(query, $0) } }

  /// The exact answer.
  func nearest(_ query: [Float], k: Int) -> [Int64] {
    let matches = ids.compactMap { id in score(query, id).map { VectorMatch(id: id, score: $0) } }
    return matches.sorted(by: >).prefix(k).map(\.id)
  }

  func vectorCount() -> Int { ids.count }
  func nextID() -> Int64 { Int64(3 * visible + 1) }
  func rows(after id: Int64, limit: Int) -> (ids: [Int64], values: [Float]) {
    let found = Array(ids.filter { $0 > id }.prefix(limit))
    return (found, vectors(found).flatMap { $0 ?? [] })
  }
}
