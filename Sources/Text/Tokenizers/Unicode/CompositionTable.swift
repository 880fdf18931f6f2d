/// Which two scalars canonical composition makes one (Unicode 16, section 3.11), derived from the decompositions.
///
/// Made at first use.
struct CompositionTable: Sendable {
  /// The one instance.
  static let shared = CompositionTable()

  private var composites: [UInt64: UInt32] = [:]
  /// 1 for scalars that composing may replace or join to another.
  private var changing = TwoStageTable()

  private init() {
    var excluded: Set<UInt32> = []
    var reader = PackedIntegers(UnicodeTables.compositionExclusions)
    var scalar: UInt32 = 0
    while let gap = reader.next() {
      scalar += gap
      excluded.insert(scalar)
    }
    let decompositions = ScalarMapping(UnicodeTables.decompositions)
    var changed = excluded
    var wholes: [[UInt32]: UInt32] = [:]
    for source in decompositions.sources {
      let parts = Array(decompositions[source])
      if parts.count == 1 { changed.insert(source) }
      if parts.count > 1, !excluded.contains(source) { wholes[parts] = source }
    }
    for (parts, whole) in wholes {
      guard let last = parts.last, let first = parts.count == 2 ? parts[0] : wholes[parts.dropLast()] else { continue }
      composites[Self.key(first, last)] = whole
      changed.insert(last)
    }
    changing.insert(1, at: changed.sorted())
  }

  /// The scalar that two neighbours become, nil when they stay two.
  func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if 0x1100..<0x1113 ~= first, 0x1161..<0x1176 ~= second {
      return 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
    }
    if 0xAC00..<0xD7A4 ~= first, (first - 0xAC00) % 28 == 0, 0x11A8..<0x11C3 ~= second {
      return first + second - 0x11A7
    }
    return composites[Self.key(first, second)]
  }

  /// Whether composing a text with this scalar may give another text.
  func mayChange(_ scalar: UInt32) -> Bool {
    changing[scalar] != 0 || ScalarTable.shared.combiningClass(of: scalar) != 0 || 0x1161..<0x1176 ~= scalar
      || 0x11A8..<0x11C3 ~= scalar
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }
}
