import Foundation

/// Vectors as they are stored: IEEE 754 binary16, little endian.
///
/// An error of at most 2^-11 of a component, which moves the cosine of two normalised vectors by less than 0.001.
package enum HalfPrecision {
  /// The vector as two bytes a component.
  package static func encode(_ vector: some Collection<Float>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * vector.count)
    for value in vector {
      let bits = Float16(value).bitPattern
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
    }
    return bytes
  }

  /// The vector of `count` components that `encode` wrote; nil for bytes of another length.
  package static func decode(_ bytes: [UInt8], count: Int) -> [Float]? {
    guard bytes.count == 2 * count else { return nil }
    var values: [Float] = []
    values.reserveCapacity(count)
    bytes.withUnsafeBytes { decode($0, appendingTo: &values) }
    return values
  }

  /// The vector as it comes back after it was stored.
  package static func rounded(_ vector: [Float]) -> [Float] { vector.map { Float(Float16($0)) } }

  /// Appends the numbers in `bytes` to `values`.
  ///
  /// Written so that the compiler vectorises it: shifting the exponent and multiplying by 2^112 is exact for every
  /// finite number.
  static func decode(_ bytes: UnsafeRawBufferPointer, appendingTo values: inout [Float]) {
    for i in 0..<bytes.count / 2 {
      let bits = UInt32(bytes.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self).littleEndian)
      let magnitude = Float(bitPattern: (bits & 0x7fff) << 13) * 0x1p112
      values.append(bits & 0x8000 == 0 ? magnitude : -magnitude)
    }
  }
}
