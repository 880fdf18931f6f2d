extension UInt8 {
  /// An ASCII letter.
  var isLetter: Bool { (self | 32) &- 97 < 26 }
  /// An ASCII capital.
  var isCapital: Bool { self &- 65 < 26 }
  /// An ASCII digit.
  var isDigit: Bool { self &- 48 < 10 }
  /// The small letter of an ASCII capital; everything else stays.
  var small: UInt8 { isCapital ? self | 32 : self }
}
