import CKernels

/// Makes codes of vectors, and of queries what is compared with them.
///
/// A vector loses the centroid, which would use up the signs, and is turned, so that its length is spread over all numbers.
struct VectorEncoder: Sendable {
  let dimension: Int
  let centroid: [Float]
  /// Of the turn: the same in every file.
  private let signs: [Float]

  init(centroid: [Float]) {
    (dimension, self.centroid) = (centroid.count, centroid)
    // SplitMix64 (Steele, Lea and Flood 2014).
    var state: UInt64 = 0x5374_6574
    signs = (0..<Int(stet_code_rounds) * centroid.count).map { _ in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return (mixed ^ mixed >> 31) & 1 == 0 ? 1 : -1
    }
  }

  static var kernels: stet_code_kernels { stet_code_kernels_best().pointee }

  /// A vector, turned.
  func turned(_ vector: some Collection<Float>, minusCentroid: Bool) -> [Float] {
    var values = Array(vector)
    if minusCentroid { for index in values.indices { values[index] -= centroid[index] } }
    Self.kernels.rotate(&values, Int64(dimension), signs)
    return values
  }

  /// Writes the code of a vector into row `row` of a segment.
  func encode(_ vector: some Collection<Float>, row: Int, of segment: UnsafeMutableRawPointer, _ layout: CodeLayout) {
    let block = Int(stet_code_block)
    let values = turned(vector, minusCentroid: true)
    let signs = layout.signs + row / block * block * layout.signBytes + row % block
    func pointer<Value>(_ offset: Int, _: Value.Type) -> UnsafeMutablePointer<Value> {
      (segment + offset).assumingMemoryBound(to: Value.self)
    }
    Self.kernels.encode(
      values, Int64(dimension), pointer(layout.codes + row * dimension, Int8.self), pointer(signs, UInt8.self),
      pointer(layout.scales + 4 * row, Float.self), pointer(layout.factors + 4 * row, Float.self))
  }
}
