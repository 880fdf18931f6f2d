/// A map from some scalars to one or more scalars, sorted for binary search.
struct ScalarMapping: Sendable {
  /// The mapped scalars in ascending order.
  private(set) var sources: [UInt32] = []
  /// Where the target of each source starts in `targets`, and one entry more for the end.
  private var offsets: [UInt32] = []
  private var targets: [UInt32] = []

  /// Reads `gap, count, signed first delta, further scalars...` for each source.
  init(_ packed: StaticString) {
    var reader = PackedIntegers(packed)
    var scalar: UInt32 = 0
    while let gap = reader.next(), let count = reader.next(), let first = reader.nextSigned() {
      scalar += gap
      sources.append(scalar)
      offsets.append(UInt32(targets.count))
      targets.append(UInt32(Int64(scalar) + first))
      for _ in 1..<count { targets.append(reader.next() ?? 0) }
    }
    offsets.append(UInt32(targets.count))
  }

  /// The target of a scalar, empty when it has none.
  ///
  /// O(log n).
  subscript(_ scalar: UInt32) -> ArraySlice<UInt32> {
    var low = 0
    var high = sources.count
    while low < high {
      let middle = (low + high) / 2
      if sources[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < sources.count, sources[low] == scalar else { return [] }
    return targets[Int(offsets[low])..<Int(offsets[low + 1])]
  }
}

/// Reads the integers of a table in `UnicodeTables`.
struct PackedIntegers {
  private let text: StaticString
  private var position = 0

  init(_ text: StaticString) { self.text = text }

  /// The next unsigned integer, nil at the end.
  mutating func next() -> UInt32? {
    guard position < text.utf8CodeUnitCount else { return nil }
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while position < text.utf8CodeUnitCount {
      let digit = Self.digit(text.utf8Start[position])
      position += 1
      value |= (digit & 31) << shift
      shift += 5
      if digit & 32 == 0 { break }
    }
    return value
  }

  /// The next zigzag-coded integer, nil at the end.
  mutating func nextSigned() -> Int64? {
    next().map { $0 & 1 == 0 ? Int64($0 >> 1) : -Int64($0 >> 1) - 1 }
  }

  /// The value of a character of the alphabet A-Z a-z 0-9 - _.
  private static func digit(_ character: UInt8) -> UInt32 {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) - 48 + 52
    case UInt8(ascii: "-"): 62
    default: 63
    }
  }
}
