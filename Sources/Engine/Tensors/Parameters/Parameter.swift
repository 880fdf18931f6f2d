/// A weight that training may change, in float32.
///
/// It stands for one tensor of a checkpoint, or for several of one shape that lie one after the other (query, key and value), so
/// that one product serves them all.
///
/// `@unchecked Sendable`: ops only read `values`. Whoever owns the `ParameterStore` changes them, and the two flags, between
/// passes, never during one.
package final class Parameter: @unchecked Sendable {
  /// What a checkpoint calls its parts, in order.
  package let names: [String]
  /// The shape of each part; all parts together have `names.count` times as many rows.
  package let partShape: [Int]
  /// Its place in the store, which `ParameterGradients` and optimisers use as key.
  package let index: Int
  /// How many numbers it has.
  package let count: Int
  /// The numbers, part after part, row-major.
  package let values: UnsafeMutablePointer<Float>
  /// Whether gradients are computed for it.
  package var isTrainable = true
  /// Whether weight decay applies to it: to matrices, not to biases and gains.
  package var decays: Bool

  /// A parameter of undefined numbers.
  init(names: [String], partShape: [Int], index: Int) {
    self.names = names
    self.partShape = partShape
    self.index = index
    decays = partShape.count > 1
    count = names.count * partShape.reduce(1, *)
    let bytes = max(1, count) * MemoryLayout<Float>.stride
    values = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64).assumingMemoryBound(to: Float.self)
  }

  deinit { UnsafeMutableRawPointer(values).deallocate() }

  /// The name of its first part, by which settings and reports know it.
  package var name: String { names[0] }
  /// The last dimension.
  package var columns: Int { partShape.last ?? 1 }
  /// `count / columns`, over all parts.
  package var rows: Int { columns == 0 ? 0 : count / columns }
  /// A copy of the numbers.
  package var elements: [Float] { Array(UnsafeBufferPointer(start: values, count: count)) }

  /// Where the part `index` is in `values`.
  package func range(ofPart index: Int) -> Range<Int> {
    let size = count / names.count
    return index * size..<(index + 1) * size
  }

  /// Replaces all numbers.
  package func set(_ elements: [Float]) {
    precondition(elements.count == count, "one number for each")
    values.update(from: elements, count: count)
  }
}
