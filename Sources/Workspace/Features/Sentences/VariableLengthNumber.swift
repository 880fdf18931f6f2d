/// Numbers in stored results: seven bits a byte, the low ones first, the high bit where another byte follows (LEB128, without a sign).
extension [UInt8] {
  /// Appends a number from 0 to 2^32 - 1; one outside is brought to the nearest of these.
  mutating func appendNumber(_ number: Int) {
    var rest = UInt32(clamping: number)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

extension ArraySlice<UInt8> {
  /// Takes the next number; nil where there is none.
  mutating func popNumber() -> Int? {
    var number = 0
    for shift in stride(from: 0, to: 32, by: 7) {
      guard let byte = popFirst() else { return nil }
      number |= Int(byte & 0x7f) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
