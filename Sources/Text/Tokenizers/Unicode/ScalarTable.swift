/// The Unicode data that tokenizing needs, unpacked from `UnicodeTables` into two-stage tables.
///
/// Lookup is two loads. One shared instance, about 250 KB, is made at first use in about a millisecond.
struct ScalarTable: Sendable {
  /// The one instance.
  static let shared = ScalarTable()

  /// `ScalarProperties` of each scalar.
  private var properties = TwoStageTable()
  /// Canonical combining class of each scalar.
  private var classes = TwoStageTable()
  private let lowercase: ScalarMapping
  private let decompositions: ScalarMapping

  private init() {
    properties.fillRuns(UnicodeTables.properties)
    classes.fillRuns(UnicodeTables.combiningClasses)
    lowercase = ScalarMapping(UnicodeTables.lowercase)
    decompositions = ScalarMapping(UnicodeTables.decompositions)
    properties.insert(ScalarProperties.mapped.rawValue, at: lowercase.sources + decompositions.sources)
  }

  /// The properties of a scalar below 0x110000.
  @inline(__always)
  func properties(of scalar: UInt32) -> ScalarProperties { ScalarProperties(rawValue: properties[scalar]) }

  /// The canonical combining class of a scalar below 0x110000.
  @inline(__always)
  func combiningClass(of scalar: UInt32) -> UInt8 { classes[scalar] }

  /// The full lower-case mapping; empty when the scalar maps to itself.
  func lowercase(of scalar: UInt32) -> ArraySlice<UInt32> { lowercase[scalar] }

  /// The full canonical decomposition without Hangul syllables; empty when there is none.
  func decomposition(of scalar: UInt32) -> ArraySlice<UInt32> { decompositions[scalar] }
}

/// A byte for every scalar; equal blocks of 256 are stored once.
struct TwoStageTable: Sendable {
  private var blocks = [UInt16](repeating: 0, count: 0x110000 >> 8)
  private var bytes = [UInt8](repeating: 0, count: 256)

  @inline(__always)
  subscript(_ scalar: UInt32) -> UInt8 {
    bytes[Int(blocks[Int(scalar >> 8)]) << 8 | Int(scalar & 255)]
  }

  /// Sets bits of the bytes of some scalars; their blocks become their own first.
  mutating func insert(_ bits: UInt8, at scalars: [UInt32]) {
    var owned: Set<UInt32> = []
    for scalar in scalars {
      let block = Int(scalar >> 8)
      if owned.insert(scalar >> 8).inserted {
        let start = Int(blocks[block]) << 8
        blocks[block] = UInt16(bytes.count >> 8)
        bytes += Array(bytes[start..<start + 256])
      }
      bytes[Int(blocks[block]) << 8 | Int(scalar & 255)] |= bits
    }
  }

  /// Reads runs of `length, value` that cover all scalars.
  mutating func fillRuns(_ packed: StaticString) {
    var reader = PackedIntegers(packed)
    // Most blocks lie inside one run; those of one value are stored once.
    var uniform: [UInt8: UInt16] = [0: 0]
    var index = 0
    var block = [UInt8]()
    while let length = reader.next(), let value = reader.next() {
      let value = UInt8(truncatingIfNeeded: value)
      var left = Int(length)
      while left > 0 {
        let part = min(left, 256 - block.count)
        if part == 256 {
          blocks[index] = uniform[value] ?? append(Array(repeating: value, count: 256))
          uniform[value] = blocks[index]
          index += 1
        } else {
          block.append(contentsOf: repeatElement(value, count: part))
        }
        left -= part
        guard block.count == 256 else { continue }
        blocks[index] = append(block)
        index += 1
        block.removeAll(keepingCapacity: true)
      }
    }
  }

  private mutating func append(_ block: [UInt8]) -> UInt16 {
    bytes += block
    return UInt16(bytes.count / 256 - 1)
  }
}
