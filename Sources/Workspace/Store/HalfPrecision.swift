import Foundation

/// Vectors as they are stored: IEEE 754 binary16, little endian.
///
/// An error of at most 2^-11 of a component, which moves the cosine of two normalised vectors by less than 0.001.
enum HalfPrecision {
  static func encode(_ vector: some Sequence<Float>) -> Data {
    var data = Data()
    for value in vector {
      let bits = Float16(value).bitPattern
      data.append(UInt8(truncatingIfNeeded: bits))
      data.append(UInt8(truncatingIfNeeded: bits >> 8))
    }
    return data
  }

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
