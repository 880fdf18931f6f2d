/// The printable scalars that stand for bytes in the vocabularies of byte-level models.
///
/// Bytes that Latin-1 prints are themselves; the other 68 are U+0100 and following in ascending order, so that a blank is
/// "Ġ" (A. Radford et al., "Language models are unsupervised multitask learners", 2019, section 2.2).
enum ByteAlphabet {
  /// The scalar of each byte.
  static let scalars: [UInt16] = {
    var next: UInt16 = 0x100
    return (0..<256).map { byte in
      if isPrinted(UInt8(byte)) { return UInt16(byte) }
      defer { next += 1 }
      return next
    }
  }()

  /// The byte of each scalar below U+0144, -1 where there is none.
  private static let bytes: [Int16] = {
    var result = [Int16](repeating: -1, count: 0x144)
    for (byte, scalar) in scalars.enumerated() { result[Int(scalar)] = Int16(byte) }
    return result
  }()

  private static func isPrinted(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
  }

  /// The bytes that a vocabulary entry stands for; nil when it has a scalar outside of the alphabet.
  static func bytes(of token: String) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(token.utf8.count)
    for scalar in token.unicodeScalars {
      guard scalar.value < 0x144, bytes[Int(scalar.value)] >= 0 else { return nil }
      result.append(UInt8(bytes[Int(scalar.value)]))
    }
    return result
  }

  /// Appends the vocabulary's form of `word`, in UTF-8.
  static func append(_ word: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    for byte in word {
      let scalar = scalars[Int(byte)]
      if scalar < 0x80 {
        text.append(UInt8(scalar))
      } else {
        text.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
        text.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
      }
    }
  }
}
