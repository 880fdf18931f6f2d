import CKernels

/// Keys and values of one layer in half precision, in the layout of the kernels for causal attention (`causal_attention.h`).
///
/// A head's numbers are widened in one go before the products, where they stay in the cache of the processor: what comes from memory is half.
final class HalfKeyValues: LayerKeyValues {
  private let shape: AttentionShape
  /// Tokens that it has room for, a multiple of the panel.
  private let capacity: Int
  /// Key heads' keys one after the other, then their values.
  private var numbers: [UInt16]

  /// What narrows and widens.
  private let halves: UnsafePointer<stet_vector_kernels> = stet_vector_kernels_best()

  private static var panel: Int { Int(Kernels.best.table.pointee.panel) }
  private static func padded(_ count: Int) -> Int { (count + panel - 1) / panel * panel }

  /// Room for `capacity` tokens with the first `count` of others.
  init(_ shape: AttentionShape, capacity: Int, copying other: HalfKeyValues?, first count: Int) {
    (self.shape, self.capacity) = (shape, Self.padded(capacity))
    let size = shape.keyHeads * self.capacity * (shape.headSize + Self.padded(shape.headSize))
    numbers = [UInt16](repeating: 0, count: size)
    guard let other else { return }
    for head in 0..<shape.keyHeads {
      copy(other, from: other.keys(head), to: keys(head), Self.padded(count) * shape.headSize)
      for panel in 0..<valuePanels {
        copy(other, from: other.values(head, panel), to: values(head, panel), count * Self.panel)
      }
    }
  }

  var byteCount: Int { numbers.count * MemoryLayout<UInt16>.stride }

  /// Floats that one head's keys and values of `tokens` take.
  private static func widenedSize(_ tokens: Int, _ shape: AttentionShape) -> Int {
    padded(tokens) * (shape.headSize + padded(shape.headSize))
  }

  /// Panels of a head's values.
  private var valuePanels: Int { Self.padded(shape.headSize) / Self.panel }

  /// Where a head's keys begin.
  private func keys(_ head: Int) -> Int { head * capacity * shape.headSize }

  /// Where a panel of a head's values begins.
  private func values(_ head: Int, _ panel: Int) -> Int {
    shape.keyHeads * capacity * shape.headSize + (head * valuePanels + panel) * Self.panel * capacity
  }

  private func copy(_ other: HalfKeyValues, from source: Int, to target: Int, _ count: Int) {
    numbers.withUnsafeMutableBufferPointer { to in
      other.numbers.withUnsafeBufferPointer { from in
        for index in 0..<count { to[target + index] = from[source + index] }
      }
    }
  }

  func write(_ keyValue: Tensor, from first: Int) {
    let (panel, size, columns) = (Self.panel, shape.headSize, keyValue.columns)
    var rounded = [UInt16](repeating: 0, count: keyValue.count)
    halves.pointee.narrow(keyValue.values, Int64(keyValue.count), &rounded)
    let keyStarts = (0..<shape.keyHeads).map(keys)
    let valueStarts = (0..<shape.keyHeads).map { head in (0..<valuePanels).map { values(head, $0) } }
    numbers.withUnsafeMutableBufferPointer { to in
      rounded.withUnsafeBufferPointer { from in
        for row in 0..<keyValue.rows {
          let (token, source) = (first + row, row * columns)
          for head in 0..<shape.keyHeads {
            let key = keyStarts[head] + token / panel * panel * size + token % panel
            for place in 0..<size { to[key + place * panel] = from[source + head * size + place] }
            for (number, start) in valueStarts[head].enumerated() {
              let (target, offset) = (start + token * panel, number * panel)
              for place in 0..<min(panel, size - offset) {
                to[target + place] = from[source + shape.keyColumns + head * size + offset + place]
              }
            }
          }
        }
      }
    }
  }

  func scratchSize(_ tokens: Int) -> Int {
    Self.widenedSize(tokens, shape) + Kernels.best.table.pointee.causal_scratch(Int64(tokens))
  }

  func attend(_ query: Tensor, past: Int, mask: AttentionMask?, into output: Tensor, scratch: Tensor) {
    let tokens = past + query.rows
    let (group, room) = (shape.heads / shape.keyHeads, Self.padded(tokens))
    let rest = scratch.values + Self.widenedSize(tokens, shape)
    for head in 0..<shape.keyHeads {
      widen(head, tokens, to: scratch.values)
      let column = head * group * shape.headSize
      Kernels.best.table.pointee.causal_attention(
        query.values + column, Int64(query.columns), Int64(query.rows), scratch.values, Int64(room), Int64(past),
        Int64(group), 1, Int64(shape.headSize), shape.scale, mask?.values.values, Int64(mask?.values.columns ?? 0),
        output.values + column, Int64(output.columns), rest)
    }
  }

  /// The first tokens of one head, as a cache of its own.
  private func widen(_ head: Int, _ tokens: Int, to floats: UnsafeMutablePointer<Float>) {
    let room = Self.padded(tokens)
    numbers.withUnsafeBufferPointer { numbers in
      guard let base = numbers.baseAddress else { return }
      halves.pointee.widen(base + keys(head), Int64(room * shape.headSize), floats)
      for panel in 0..<valuePanels {
        halves.pointee.widen(
          base + values(head, panel), Int64(tokens * Self.panel), floats + room * (shape.headSize + panel * Self.panel))
      }
    }
  }
}
