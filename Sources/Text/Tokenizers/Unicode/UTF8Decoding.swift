/// The scalar that `text` holds at `position`, and how many bytes it takes.
///
/// An ill-formed part becomes U+FFFD with the length of its maximal subpart (Unicode 16, section 3.9, table 3-8).
/// `position` must be inside `text`.
@inline(__always)
func decodeScalar(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> (scalar: UInt32, length: Int) {
  let lead = text[position]
  if lead < 0x80 { return (UInt32(lead), 1) }
  return decodeMultibyteScalar(text, at: position, lead: lead)
}

private func decodeMultibyteScalar(
  _ text: UnsafeBufferPointer<UInt8>, at position: Int, lead: UInt8
) -> (scalar: UInt32, length: Int) {
  let length: Int
  // The second byte's range rules out overlong forms, surrogates and values beyond U+10FFFF.
  var second: ClosedRange<UInt8> = 0x80...0xBF
  var scalar: UInt32
  switch lead {
  case 0xC2...0xDF: (length, scalar) = (2, UInt32(lead & 0x1F))
  case 0xE0...0xEF:
    (length, scalar) = (3, UInt32(lead & 0x0F))
    if lead == 0xE0 { second = 0xA0...0xBF } else if lead == 0xED { second = 0x80...0x9F }
  case 0xF0...0xF4:
    (length, scalar) = (4, UInt32(lead & 0x07))
    if lead == 0xF0 { second = 0x90...0xBF } else if lead == 0xF4 { second = 0x80...0x8F }
  default: return (0xFFFD, 1)
  }
  for index in 1..<length {
    guard position + index < text.count else { return (0xFFFD, index) }
    let byte = text[position + index]
    guard index == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { return (0xFFFD, index) }
    scalar = scalar << 6 | UInt32(byte & 0x3F)
  }
  return (scalar, length)
}
