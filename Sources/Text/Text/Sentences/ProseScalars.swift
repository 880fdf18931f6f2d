/// What a scalar of prose means to the rules of sentence boundaries.
enum ScalarKind: UInt8 {
  case space, upper, lower
  /// A letter of a script without case.
  case letter
  case digit
  /// An opening bracket or quotation mark, or a mark of emphasis or of a list, which a sentence may begin with.
  case opener
  /// A closing bracket or quotation mark.
  case closer
  /// `"` and `'`, which open and close.
  case quote
  case dash
  /// `.`, `!`, `?` and `…`
  case terminator
  /// A full stop, exclamation or question mark of a script other than Latin: it has no other use.
  case ideographicTerminator
  case emoji
  /// A sign that begins a word: `$`, `#`, `@`.
  case sign
  /// Every other mark, and whatever is not UTF-8.
  case other
}

/// The scalars of a run of UTF-8, read forwards and backwards at any place.
///
/// Reading outside gives a space.
struct ProseScalars {
  let text: UnsafeBufferPointer<UInt8>

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var count: Int { text.count }

  /// The byte at `index`, a space outside the text.
  func byte(_ index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0x20 }

  /// Whether the scalar at `index` ends sentences; quick to say no.
  func isTerminator(at index: Int) -> Bool {
    switch text[index] {
    case 0x21, 0x2E, 0x3F: return true
    case 0xD8, 0xDB, 0xE0: break
    case 0xE2: if byte(index + 1) != 0x80 || byte(index + 2) != 0xA6 { return false }
    case 0xE3: if byte(index + 1) != 0x80 || byte(index + 2) != 0x82 { return false }
    case 0xEF: if byte(index + 1) & 0xFE != 0xBC { return false }
    default: return false
    }
    let kind = scalar(at: index).kind
    return kind == .terminator || kind == .ideographicTerminator
  }

  /// The kind and length in bytes of the scalar at `index`; one byte when it is not UTF-8.
  func scalar(at index: Int) -> (kind: ScalarKind, length: Int) {
    let lead = byte(index)
    if lead < 0x80 { return (ProseScalars.kind(ofASCII: lead), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + length <= text.count else { return (.other, 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      guard text[index + offset] & 0xC0 == 0x80 else { return (.other, 1) }
      value = value << 6 | UInt32(text[index + offset] & 0x3F)
    }
    return (ProseScalars.kind(ofNonASCII: value), length)
  }

  /// The kind of the scalar that ends before `index`, and where it starts.
  func scalar(before index: Int) -> (kind: ScalarKind, start: Int) {
    var start = index - 1
    while start > 0, index - start < 4, byte(start) & 0xC0 == 0x80 { start -= 1 }
    let (kind, length) = scalar(at: start)
    return start + length == index ? (kind, start) : (.other, index - 1)
  }

  /// The end of the run of equal bytes at `index`.
  func runEnd(_ index: Int) -> Int {
    var at = index + 1
    while at < count, text[at] == text[index] { at += 1 }
    return at
  }

  /// The first place at or after `index` without white space.
  func skippingSpaces(_ index: Int) -> Int {
    var at = index
    while at < count {
      let (kind, length) = scalar(at: at)
      guard kind == .space else { break }
      at += length
    }
    return min(at, count)
  }

  /// `range` without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    let lower = min(skippingSpaces(range.lowerBound), range.upperBound)
    var upper = range.upperBound
    while upper > lower {
      let (kind, start) = scalar(before: upper)
      guard kind == .space else { break }
      upper = start
    }
    return lower..<max(lower, upper)
  }

  private static func kind(ofASCII byte: UInt8) -> ScalarKind {
    switch byte {
    case 0x61...0x7A: .lower
    case 0x20, 0x09...0x0D: .space
    case 0x41...0x5A: .upper
    case 0x30...0x39: .digit
    case 0x2E, 0x21, 0x3F: .terminator
    case 0x22, 0x27: .quote
    case 0x28, 0x5B, 0x7B, 0x2A, 0x5F, 0x60, 0x7E, 0x3C: .opener
    case 0x29, 0x5D, 0x7D, 0x3E: .closer
    case 0x2D: .dash
    case 0x24, 0x23, 0x40: .sign
    default: .other
    }
  }

  private static func kind(ofNonASCII value: UInt32) -> ScalarKind {
    switch value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: .space
    case 0x2026: .terminator
    case 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61, 0x0964, 0x0965, 0x061F, 0x06D4: .ideographicTerminator
    case 0x2010...0x2015: .dash
    case 0xAB, 0x2018, 0x201A, 0x201C, 0x201E, 0x2039, 0xA1, 0xBF, 0x2022, 0x25AA...0x25CF: .opener
    case 0xBB, 0x2019, 0x201D, 0x203A: .closer
    case 0xA3, 0x20AC, 0xA5, 0xA7, 0xB6: .sign
    case 0x1F000...0x1FAFF, 0x2600...0x27BF, 0xFE0F, 0x200D: .emoji
    default: kind(ofCategory: Unicode.Scalar(value)?.properties.generalCategory)
    }
  }

  private static func kind(ofCategory category: Unicode.GeneralCategory?) -> ScalarKind {
    switch category {
    case .uppercaseLetter, .titlecaseLetter: .upper
    case .lowercaseLetter, .nonspacingMark, .spacingMark, .enclosingMark: .lower
    case .otherLetter, .modifierLetter: .letter
    case .decimalNumber, .letterNumber, .otherNumber: .digit
    case .openPunctuation, .initialPunctuation: .opener
    case .closePunctuation, .finalPunctuation: .closer
    case .dashPunctuation: .dash
    case .currencySymbol, .otherSymbol, .mathSymbol: .sign
    default: .other
    }
  }
}
