import CKernels

/// Vectors as bytes for the database: one byte for the precision, then the numbers, little-endian.
package enum VectorCodec {
  /// The bytes of a vector.
  package static func encode(_ vector: [Float], precision: VectorPrecision) -> [UInt8] {
    var bytes = [precision.rawValue]
    bytes.reserveCapacity(1 + vector.count * precision.size)
    switch precision {
    case .full:
      for number in vector { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
    case .half:
      var halves = [UInt16](repeating: 0, count: vector.count)
      VectorMath.kernels.pointee.narrow(vector, Int64(vector.count), &halves)
      for number in halves { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
    }
    return bytes
  }

  /// The vector that `encode` made bytes of; half precision is widened exactly.
  ///
  /// - Throws: `VectorSearchError` when the bytes are none.
  package static func decode(_ bytes: some Collection<UInt8>) throws -> [Float] {
    guard let first = bytes.first, let precision = VectorPrecision(rawValue: first) else {
      throw VectorSearchError.blob("unknown precision")
    }
    let body = Array(bytes.dropFirst())
    guard body.count % precision.size == 0 else { throw VectorSearchError.blob("cut off") }
    return body.withUnsafeBytes { body in
      switch precision {
      case .full:
        return (0..<body.count / 4).map { index in
          Float(bitPattern: UInt32(littleEndian: body.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
        }
      case .half:
        let halves = (0..<body.count / 2).map { index in
          UInt16(littleEndian: body.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
        }
        var vector = [Float](repeating: 0, count: halves.count)
        VectorMath.kernels.pointee.widen(halves, Int64(halves.count), &vector)
        return vector
      }
    }
  }
}
