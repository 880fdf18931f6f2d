package import Text

/// The name of one cached result: a sentence's content and what was computed from it.
package struct CacheKey: Hashable, Sendable {
  package let content: ContentHash
  package let kind: ResultKind
  /// The row in the database.
  ///
  /// Two keys may share it; the row's own columns tell them apart.
  let row: Int64

  package init(content: ContentHash, kind: ResultKind) {
    self.content = content
    self.kind = kind
    row = Int64(bitPattern: Self.mix(content.high ^ Self.mix(content.low ^ kind.seed)))
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(row) }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
