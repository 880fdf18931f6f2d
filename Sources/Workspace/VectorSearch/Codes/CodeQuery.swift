import CKernels

/// A query in the two forms that codes are compared with.
///
/// The dot product with the centroid is the same for every row, so that neither form has it.
struct CodeQuery: Sendable {
  /// For every four numbers what each choice of their signs adds: 16 bytes, at most `stet_code_levels`.
  let tables: [UInt8]
  /// What the sums have for a dot product of 0.
  let offset: Float
  /// The turned query in 16 bits.
  let numbers: [Int16]
  /// What one of `numbers` stands for.
  let scale: Float

  init(_ query: [Float], _ encoder: VectorEncoder) {
    let bytes = (query.count + 7) / 8
    let turned = encoder.turned(query, minusCentroid: false)
    let padded = turned + repeatElement(0, count: 8 * bytes - turned.count)
    let absolute = (0..<2 * bytes).map { group in padded[4 * group..<4 * group + 4].reduce(0) { $0 + abs($1) } }
    // The sums of very long vectors have to fit into 16 bits.
    let levels = Float(min(Int(stet_code_levels), 65535 / (2 * bytes)))
    let widest = 2 * (absolute.max() ?? 0)
    let step = widest > 0 ? widest / levels : 1
    tables = absolute.indices.flatMap { group in
      (0..<16).map { signs in
        let sum = (0..<4).reduce(absolute[group]) { $0 + (signs >> $1 & 1 == 1 ? 1 : -1) * padded[4 * group + $1] }
        return UInt8(max(0, min(levels, (sum / step).rounded())))
      }
    }
    offset = absolute.reduce(0, +) / step
    // 127 times the sum of all numbers has to fit into 32 bits.
    let largest = turned.reduce(0) { max($0, abs($1)) }
    let limit = Float(min(32767, Int(Int32.max) / (127 * max(1, query.count))))
    let scale = largest > 0 ? largest / limit : 1
    numbers = turned.map { Int16(max(-limit, min(limit, ($0 / scale).rounded()))) }
    self.scale = scale
  }
}
