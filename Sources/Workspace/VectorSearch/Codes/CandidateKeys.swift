import CKernels

/// The best keys of a long stream, a little more than `limit` of them at a time.
///
/// Keys are collected until there are twice as many as wanted, then the lower half goes: O(1) for a key on average.
struct CandidateKeys: Sendable {
  private var keys: [UInt64]
  private let limit: Int
  private let batch: Int
  private var count = 0
  /// A row with a smaller score is not among the best.
  private(set) var threshold = -Float.infinity

  /// - Parameters:
  ///   - limit: how many keys are wanted, at least 1.
  ///   - batch: the most keys that are added at once.
  init(limit: Int, batch: Int) {
    (self.limit, self.batch) = (limit, batch)
    keys = [UInt64](repeating: 0, count: 2 * limit + batch)
  }

  /// Adds the keys that `write` puts into a place for `batch` of them and counts; those of unwanted rows are dropped.
  mutating func add(where isWanted: ((Int) -> Bool)?, _ write: (UnsafeMutablePointer<UInt64>) -> Int) {
    keys.withUnsafeMutableBufferPointer { keys in
      guard let base = keys.baseAddress else { return }
      let added = write(base + count)
      guard let isWanted else {
        count += added
        return
      }
      for index in count..<count + added where isWanted(Int(stet_code_row(keys[index]))) {
        keys[count] = keys[index]
        count += 1
      }
    }
    if count > 2 * limit { shrink() }
  }

  /// The rows of the best keys, at most `limit`, in the order of the rows.
  mutating func rows() -> [Int] {
    shrink()
    return keys.prefix(count).map { Int(stet_code_row($0)) }.sorted()
  }

  private mutating func shrink() {
    guard count > limit else { return }
    keys.withUnsafeMutableBufferPointer {
      Self.bringForward(limit, of: UnsafeMutableBufferPointer(rebasing: $0[..<count]))
    }
    count = limit
    threshold = Self.score(keys[..<count].min() ?? 0)
  }

  /// Puts the `wanted` greatest keys first.
  ///
  /// Quickselect, O(n) on average. All keys differ.
  private static func bringForward(_ wanted: Int, of keys: UnsafeMutableBufferPointer<UInt64>) {
    var (low, high) = (0, keys.count - 1)
    while low < high {
      let middle = (low + high) / 2
      // The median of three as the pivot keeps sorted keys from being the worst case.
      let pivot = max(min(keys[low], keys[high]), min(max(keys[low], keys[high]), keys[middle]))
      var (left, right) = (low, high)
      while left <= right {
        while keys[left] > pivot { left += 1 }
        while keys[right] < pivot { right -= 1 }
        if left <= right {
          keys.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if wanted - 1 <= right { high = right } else if wanted - 1 >= left { low = left } else { return }
    }
  }

  /// The score in a key; see `stet_code_key`.
  private static func score(_ key: UInt64) -> Float {
    let ordered = UInt32(truncatingIfNeeded: key >> 32)
    return Float(bitPattern: ordered & 0x8000_0000 != 0 ? ordered & 0x7fff_ffff : ~ordered)
  }
}
