/// Remembers what was asked for lately, in bounded memory: two generations of at most `limit` values each.
///
/// What is asked for again moves into the young generation; when that is full, it becomes the old one and the old one is
/// forgotten.
struct RecentMemo<Value> {
  private let limit: Int
  private var young: [String: Value] = [:]
  private var old: [String: Value] = [:]

  init(limit: Int) { self.limit = limit }

  subscript(key: String) -> Value? {
    mutating get {
      if let value = young[key] { return value }
      guard let value = old[key] else { return nil }
      self[key] = value
      return value
    }
    set {
      if young.count >= limit {
        old = young
        young = [:]
      }
      young[key] = newValue
    }
  }
}
