/// Metadata at the very start of a document, between lines of `---` (YAML) or `+++` (TOML).
enum FrontMatter {
  /// What a window at the start of a document begins with.
  enum Answer {
    /// A section of front matter.
    case present(SectionCut)
    /// No front matter; the decision read `examined` bytes.
    case absent(examined: Int)
    /// The window is too short to say.
    case undecided
  }

  /// Looks for front matter: an opening line, followed by a line that is not blank, and a closing line (`---` or `...`;
  /// `+++`) within the largest section.
  static func find(in window: UnsafeBufferPointer<UInt8>, isComplete: Bool) -> Answer {
    let start = window.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard window.count >= start + 4 || isComplete else { return .undecided }
    let mark = window[min(start, window.count)...].first ?? 0
    guard mark == 0x2D || mark == 0x2B, window[start...].starts(with: [mark, mark, mark]) else {
      return .absent(examined: start + 4)
    }
    return search(in: window, from: start, mark: mark, isComplete: isComplete)
  }

  private static func search(
    in window: UnsafeBufferPointer<UInt8>, from start: Int, mark: UInt8, isComplete: Bool
  ) -> Answer {
    var position = start
    var number = 0
    while position < min(window.count, SectionCut.largestSection) {
      guard let line = SourceLine(from: position, in: window, isComplete: isComplete) else { break }
      if line.next > SectionCut.largestSection { break }
      let isRule = isDelimiter(line, mark: mark, isOpening: number == 0, in: window)
      if (number == 0 && !isRule) || (number == 1 && line.isBlank(in: window)) {
        return .absent(examined: line.next + 1)
      }
      if number > 0 && isRule {
        return .present(SectionCut(count: line.next, next: .fresh, examined: line.next + 1))
      }
      position = line.next
      number += 1
    }
    if !isComplete && window.count <= SectionCut.largestSection { return .undecided }
    return .absent(examined: min(window.count, SectionCut.largestSection) + 2)
  }

  private static func isDelimiter(
    _ line: SourceLine, mark: UInt8, isOpening: Bool, in window: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var end = line.end
    while end > line.start, window[end - 1].isBlank { end -= 1 }
    let text = window[line.start..<end]
    return text.elementsEqual([mark, mark, mark]) || (!isOpening && mark == 0x2D && text.elementsEqual("...".utf8))
  }
}
