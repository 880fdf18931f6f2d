/// How the numbers of stored vectors are kept.
package enum VectorPrecision: UInt8, Sendable, CaseIterable {
  /// IEEE 754 binary32: 4 bytes, exact.
  case full = 1
  /// IEEE 754 binary16: 2 bytes; scores of normalised vectors change by less than 0.001.
  case half = 2

  /// Bytes of one number.
  package var size: Int { self == .full ? 4 : 2 }
}
