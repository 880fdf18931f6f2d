/// What is left of a line of Markdown while the marks of its blocks are consumed from the left; tabs stop every 4 columns.
struct MarkdownLine {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The first byte that is left.
  private(set) var index: Int
  /// Behind the last byte of the line.
  let end: Int
  private var column = 0
  /// Columns of a partly consumed tab that are left.
  private var owed = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  /// Whether nothing but spaces and tabs is left.
  var isBlank: Bool { first == end }

  /// The first byte that is not a space or tab, or the end.
  var first: Int {
    var position = index
    while position < end, bytes[position].isBlank { position += 1 }
    return position
  }

  /// How many columns of white space come first.
  var indentation: Int {
    var reached = column
    var position = index
    while position < end, bytes[position].isBlank {
      reached += bytes[position] == 0x09 ? 4 - reached % 4 : 1
      position += 1
    }
    return owed + reached - column
  }

  /// The bytes after the indentation.
  var text: Slice<UnsafeBufferPointer<UInt8>> { bytes[first..<end] }

  /// Takes that many columns of indentation away; false, and nothing taken, when there are fewer.
  mutating func consume(columns: Int) -> Bool {
    guard indentation >= columns else { return false }
    var remaining = columns - min(columns, owed)
    owed -= columns - remaining
    while remaining > 0 {
      let width = bytes[index] == 0x09 ? 4 - column % 4 : 1
      column += width
      index += 1
      owed = max(0, width - remaining)
      remaining -= min(width, remaining)
    }
    return true
  }

  /// Takes the mark of a block quote and one column behind it away, if the line has one here.
  mutating func consumeQuoteMark() -> Bool {
    guard indentation < 4, text.first == 0x3E else { return false }
    skip(1)
    _ = consume(columns: 1)
    return true
  }

  /// Takes the marker of a list item away.
  ///
  /// - Returns: How many columns later lines must be indented to belong to the item.
  mutating func consume(_ marker: ListMarker) -> Int {
    let indent = indentation
    skip(marker.width)
    let space = indentation
    let taken = isBlank || space > 4 ? 1 : space
    _ = consume(columns: taken)
    return indent + marker.width + taken
  }

  /// Takes the indentation and `count` bytes away.
  private mutating func skip(_ count: Int) {
    let start = first
    column += indentation - owed + count
    owed = 0
    index = start + count
  }
}

/// The `-`, `*`, `+`, `1.` or `1)` in front of a list item.
struct ListMarker {
  /// Bytes, without white space.
  let width: Int
  /// Whether a paragraph before it ends; empty items and numbers other than 1 do not end one.
  let mayInterruptText: Bool
}
