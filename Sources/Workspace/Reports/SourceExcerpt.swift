/// A source line with a marker under a part of it, cut to a width.
struct SourceExcerpt {
  /// The line, tabs expanded, with an ellipsis where it was cut.
  let line: String
  /// Spaces, then the marker, as wide as what it marks.
  let marker: String

  /// A cell of the terminal's line: what is printed, how wide it is, and whether the finding covers it.
  private struct Cell {
    let text: String
    let width: Int
    let isMarked: Bool
  }

  /// - Parameters:
  ///   - line: The bytes of one line, without its end.
  ///   - mark: The part that is marked, in bytes of the line; an empty one is marked by a caret.
  ///   - width: Columns for the line, at least 20.
  init(line: [UInt8], mark: Range<Int>, width: Int) {
    let cells = Self.cells(line, mark)
    let first = cells.firstIndex { $0.isMarked } ?? cells.count
    let shown = Self.window(cells, around: first, width: max(20, width))
    let before = cells[shown.lowerBound..<max(first, shown.lowerBound)]
    let hasStart = shown.lowerBound > 0
    self.line = (hasStart ? "…" : "") + cells[shown].map(\.text).joined() + (shown.upperBound < cells.count ? "…" : "")
    let indent = before.reduce(hasStart ? 1 : 0) { $0 + $1.width }
    let marked = cells[shown].reduce(0) { $0 + ($1.isMarked ? $1.width : 0) }
    marker = String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: max(0, marked - 1))
  }

  private static func cells(_ line: [UInt8], _ mark: Range<Int>) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    var offset = 0
    for character in String(decoding: line, as: UTF8.self) {
      let end = offset + character.utf8.count
      let text = DisplayText.safe(String(character))
      let width = text.reduce(0) { $0 + DisplayText.width(of: $1, at: column) }
      let isMarked = mark.isEmpty ? mark.lowerBound >= offset && mark.lowerBound < end : mark.overlaps(offset..<end)
      cells.append(
        Cell(text: text == "\t" ? String(repeating: " ", count: width) : text, width: width, isMarked: isMarked))
      column += width
      offset = end
    }
    return cells
  }

  /// The longest run of cells that has `first`, fits, and leaves about a third of the width before it.
  private static func window(_ cells: [Cell], around first: Int, width: Int) -> Range<Int> {
    if cells.reduce(0, { $0 + $1.width }) <= width { return 0..<cells.count }
    var start = min(first, cells.count)
    var room = width - 2
    var before = width / 3
    while start > 0, cells[start - 1].width <= before {
      start -= 1
      before -= cells[start].width
      room -= cells[start].width
    }
    var end = min(first, cells.count)
    while end < cells.count, cells[end].width <= room {
      room -= cells[end].width
      end += 1
    }
    while start > 0, cells[start - 1].width <= room {
      start -= 1
      room -= cells[start].width
    }
    return start..<end
  }
}
