/// Turns the offsets of a file into UTF-8 byte offsets of a text.
struct OffsetTable {
  /// The byte offset of every unit, and of the end; nil when units are bytes.
  private let starts: [Int]?
  private let bytes: Int
  private let text: String

  /// O(text) for characters and UTF-16.
  init(_ text: String, unit: OffsetUnit) {
    self.text = text
    bytes = text.utf8.count
    guard unit != .bytes else {
      starts = nil
      return
    }
    var starts: [Int] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      starts.append(offset)
      // The second half of a surrogate pair is no boundary.
      if unit == .utf16, scalar.value > 0xFFFF { starts.append(-1) }
      offset += UTF8.width(scalar)
    }
    self.starts = starts + [offset]
  }

  /// How many units the text has.
  var count: Int { starts.map { $0.count - 1 } ?? bytes }

  /// The byte offset of the unit `offset`; nil outside of the text and inside of a character.
  func byte(_ offset: Int) -> Int? {
    guard (0...count).contains(offset) else { return nil }
    if let starts { return starts[offset] < 0 ? nil : starts[offset] }
    let index = text.utf8.index(text.utf8.startIndex, offsetBy: offset)
    return index.samePosition(in: text.unicodeScalars) == nil ? nil : offset
  }
}
