/// A scalar on its way through decomposition and composition.
private struct Composed {
  var scalar: UInt32
  /// How many scalars it has more than it takes the place of, as the reference counts: 1 for the further parts of a
  /// decomposition, -1 for each scalar that was joined to this one.
  var change: Int
}

extension NormalizedText {
  /// Appends the canonical composition (NFC) of `text[range]`; ill-formed parts count as U+FFFD.
  ///
  /// A composite has the source of the scalar that it begins with.
  mutating func compose(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ table: ScalarTable) {
    var sources: [Source] = []
    var parts: [Composed] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = decodeScalar(text, at: position)
      sources.append((UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position + length)))
      decompose(scalar, into: &parts, table)
      position += length
    }
    order(&parts, table)
    var next = 0
    for part in joined(parts, table) {
      if part.change <= 0 {
        appendScalar(part.scalar, sources[next])
        next += 1 - part.change
      } else {
        let start = UInt32(truncatingIfNeeded: range.lowerBound)
        appendScalar(part.scalar, next > 0 ? sources[next - 1] : (start, start))
      }
    }
  }

  private func decompose(_ scalar: UInt32, into parts: inout [Composed], _ table: ScalarTable) {
    // Syllables of Hangul only have parts that join again.
    let mapping = table.decomposition(of: scalar)
    guard !mapping.isEmpty else { return parts.append(Composed(scalar: scalar, change: 0)) }
    for (index, part) in mapping.enumerated() { parts.append(Composed(scalar: part, change: index == 0 ? 0 : 1)) }
  }

  /// Puts runs of marks into canonical order, stable by class.
  private func order(_ parts: inout [Composed], _ table: ScalarTable) {
    var start = 0
    while start < parts.count {
      var end = start
      while end < parts.count, table.combiningClass(of: parts[end].scalar) != 0 { end += 1 }
      if end - start > 1 {
        let sorted = parts[start..<end].enumerated().sorted { left, right in
          let classes = (table.combiningClass(of: left.element.scalar), table.combiningClass(of: right.element.scalar))
          return classes.0 != classes.1 ? classes.0 < classes.1 : left.offset < right.offset
        }
        parts.replaceSubrange(start..<end, with: sorted.map(\.element))
      }
      start = end + 1
    }
  }

  /// Joins each starter with the marks and starters after it that no other mark keeps it from.
  private func joined(_ parts: [Composed], _ table: ScalarTable) -> [Composed] {
    let composition = CompositionTable.shared
    var result: [Composed] = []
    var starter: Int?
    /// The class of the last mark that stayed between the starter and here.
    var blocking: UInt8?
    for part in parts {
      let combiningClass = table.combiningClass(of: part.scalar)
      if let place = starter, blocking.map({ $0 < combiningClass }) ?? true,
        let whole = composition.composite(result[place].scalar, part.scalar)
      {
        result[place] = Composed(scalar: whole, change: result[place].change + part.change - 1)
        continue
      }
      result.append(part)
      if combiningClass == 0 {
        (starter, blocking) = (result.count - 1, nil)
      } else if starter != nil {
        blocking = combiningClass
      }
    }
    return result
  }
}
