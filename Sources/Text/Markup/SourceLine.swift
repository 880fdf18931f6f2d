/// One line of a window of source: `\n`, `\r\n` or `\r` ends it.
struct SourceLine {
  /// The first byte.
  let start: Int
  /// Behind the last byte of its text.
  let end: Int
  /// The start of the following line.
  let next: Int

  init(start: Int, end: Int, next: Int) {
    self.start = start
    self.end = end
    self.next = next
  }

  /// The line that starts at `start`; nil when the window ends before the line does and more could follow.
  init?(from start: Int, in window: UnsafeBufferPointer<UInt8>, isComplete: Bool) {
    var end = start
    while end < window.count, window[end] != 0x0A, window[end] != 0x0D { end += 1 }
    if end == window.count {
      guard isComplete else { return nil }
      self.init(start: start, end: end, next: end)
    } else if window[end] == 0x0A {
      self.init(start: start, end: end, next: end + 1)
    } else {
      guard end + 1 < window.count || isComplete else { return nil }
      let isPair = end + 1 < window.count && window[end + 1] == 0x0A
      self.init(start: start, end: end, next: end + (isPair ? 2 : 1))
    }
  }

  /// Whether there is nothing but spaces and tabs.
  func isBlank(in window: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in start..<end where !window[index].isBlank { return false }
    return true
  }

  /// Every line of `source` in order.
  static func each(in source: UnsafeBufferPointer<UInt8>, _ body: (SourceLine) -> Void) {
    var position = 0
    while position < source.count, let line = SourceLine(from: position, in: source, isComplete: true) {
      body(line)
      position = line.next
    }
  }
}

extension UInt8 {
  /// A space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// A line feed or a carriage return.
  var isLineEnd: Bool { self == 0x0A || self == 0x0D }
  var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isASCIILetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }
  /// A punctuation character by CommonMark 0.30, section 2.1.
  var isASCIIPunctuation: Bool {
    (self >= 0x21 && self <= 0x2F) || (self >= 0x3A && self <= 0x40) || (self >= 0x5B && self <= 0x60)
      || (self >= 0x7B && self <= 0x7E)
  }
}
