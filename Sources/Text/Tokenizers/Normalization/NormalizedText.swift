/// Normalised text, and for each of its bytes the source bytes it stands for.
///
/// The memory is kept from one text to the next. Sources follow the reference library: a scalar that takes the place of
/// another has that one's bytes, an additional one those of the scalar before it, and dropped scalars belong to nothing.
struct NormalizedText: Sendable {
  /// The text, valid UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Where the source of each byte starts.
  private(set) var starts: [UInt32] = []
  /// Where the source of each byte ends.
  private(set) var ends: [UInt32] = []

  /// A run of scalars with a combining class above 0, to be put into canonical order.
  private var pending: [Mark] = []
  private var order: [UInt64] = []
  /// The source of the last scalar that replaced another.
  private var cursor: Source = (0, 0)

  typealias Source = (start: UInt32, end: UInt32)

  private struct Mark {
    var scalar: UInt32
    var source: Source
    /// Whether it stands in the place of a source scalar; the further parts of a decomposition do not.
    var replaces: Bool
  }

  /// Replaces the content with the normalised form of `text[range]`.
  mutating func assign(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, rules: Normalization, table: ScalarTable
  ) {
    removeAll()
    guard !rules.composes else { return compose(text, range, table) }
    cursor = (UInt32(truncatingIfNeeded: range.lowerBound), UInt32(truncatingIfNeeded: range.lowerBound))
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = decodeScalar(text, at: position)
      let end = position + length
      add(scalar, (UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: end)), rules, table)
      position = end
    }
    flush(rules, table)
  }

  /// Replaces the content with `text[range]`, its blanks written as `blank`; one more stands before it where it has a prefix.
  ///
  /// The range is not empty.
  mutating func write(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, blank: UInt32, hasPrefix: Bool) {
    removeAll()
    var position = range.lowerBound
    if hasPrefix {
      // It has the source of what follows it.
      let end = position + decodeScalar(text, at: position).length
      appendScalar(blank, (UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: end)))
    }
    while position < range.upperBound {
      let (scalar, length) = decodeScalar(text, at: position)
      let source = (start: UInt32(truncatingIfNeeded: position), end: UInt32(truncatingIfNeeded: position + length))
      appendScalar(scalar == 0x20 ? blank : scalar, source)
      position += length
    }
  }

  private mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Cleans a source scalar and sets ideographs apart.
  private mutating func add(_ scalar: UInt32, _ source: Source, _ rules: Normalization, _ table: ScalarTable) {
    let properties = table.properties(of: scalar)
    if rules.cleansText {
      if properties.contains(.removed) { return }
      if properties.contains(.whitespace) { return decompose(0x20, source, rules, table) }
    }
    if rules.isolatesIdeographs, properties.contains(.ideograph) {
      decompose(0x20, source, rules, table)
      decompose(scalar, source, rules, table)
      decompose(0x20, source, rules, table)
    } else if rules.lowercasesFirst, properties.contains(.mapped) {
      forEach(in: table.lowercase(of: scalar), or: scalar) { part, _ in decompose(part, source, rules, table) }
    } else {
      decompose(scalar, source, rules, table)
    }
  }

  /// Decomposes a scalar and collects marks until they can be ordered.
  private mutating func decompose(
    _ scalar: UInt32, _ source: Source, _ rules: Normalization, _ table: ScalarTable
  ) {
    guard rules.decomposes else { return emit(scalar, source, rules, table) }
    if 0xAC00 <= scalar, scalar < 0xD7A4 {
      flush(rules, table)
      cursor = source
      return emitHangul(scalar, source, rules, table)
    }
    guard table.properties(of: scalar).contains(.mapped) || table.combiningClass(of: scalar) != 0 else {
      flush(rules, table)
      cursor = source
      return emit(scalar, source, rules, table)
    }
    forEach(in: table.decomposition(of: scalar), or: scalar) { part, isFirst in
      if table.combiningClass(of: part) != 0 {
        pending.append(Mark(scalar: part, source: source, replaces: isFirst))
      } else {
        flush(rules, table)
        cursor = source
        emit(part, source, rules, table)
      }
    }
  }

  /// Puts the collected marks into canonical order (stable by class) and emits them.
  private mutating func flush(_ rules: Normalization, _ table: ScalarTable) {
    guard !pending.isEmpty else { return }
    order.removeAll(keepingCapacity: true)
    for (index, mark) in pending.enumerated() {
      order.append(UInt64(table.combiningClass(of: mark.scalar)) << 32 | UInt64(index))
    }
    order.sort()
    // Places, not marks, keep their sources: the n-th replacing mark has the bytes of the n-th source scalar.
    var place = 0
    for key in order {
      let mark = pending[Int(key & 0xFFFF_FFFF)]
      if mark.replaces {
        while !pending[place].replaces { place += 1 }
        cursor = pending[place].source
        place += 1
      }
      emit(mark.scalar, cursor, rules, table)
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// The conjoining jamo of a Hangul syllable (Unicode 16, section 3.12.2).
  private mutating func emitHangul(
    _ scalar: UInt32, _ source: Source, _ rules: Normalization, _ table: ScalarTable
  ) {
    let index = scalar - 0xAC00
    emit(0x1100 + index / 588, source, rules, table)
    emit(0x1161 + index % 588 / 28, source, rules, table)
    if index % 28 != 0 { emit(0x11A7 + index % 28, source, rules, table) }
  }

  /// Drops marks, lower-cases and appends.
  private mutating func emit(_ scalar: UInt32, _ source: Source, _ rules: Normalization, _ table: ScalarTable) {
    if scalar < 0x80 {
      let isUpper = rules.lowercases && 0x41 <= scalar && scalar <= 0x5A
      return append(UInt8(truncatingIfNeeded: isUpper ? scalar | 0x20 : scalar), source)
    }
    let properties = table.properties(of: scalar)
    switch rules.stripping {
    case .nonspacing where properties.contains(.nonspacing): return
    case .marks where properties.contains(.mark): return
    default: break
    }
    if rules.lowercases, properties.contains(.mapped) {
      forEach(in: table.lowercase(of: scalar), or: scalar) { part, _ in appendScalar(part, source) }
    } else {
      appendScalar(scalar, source)
    }
  }

  /// Appends a scalar that stands for `source`.
  mutating func appendScalar(_ scalar: UInt32, _ source: Source) {
    let trail = { (shift: UInt32) in UInt8(truncatingIfNeeded: 0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case 0..<0x80: append(UInt8(truncatingIfNeeded: scalar), source)
    case 0x80..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6), source)
      append(trail(0), source)
    case 0x800..<0x10000:
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12), source)
      append(trail(6), source)
      append(trail(0), source)
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18), source)
      append(trail(12), source)
      append(trail(6), source)
      append(trail(0), source)
    }
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8, _ source: Source) {
    bytes.append(byte)
    starts.append(source.start)
    ends.append(source.end)
  }
}

/// Calls `body` with each scalar of a mapping, or with the scalar itself when the mapping is empty.
///
/// The flag says whether the scalar is the first one.
@inline(__always)
private func forEach(in mapping: ArraySlice<UInt32>, or scalar: UInt32, _ body: (UInt32, Bool) -> Void) {
  guard !mapping.isEmpty else { return body(scalar, true) }
  var isFirst = true
  for part in mapping {
    body(part, isFirst)
    isFirst = false
  }
}
