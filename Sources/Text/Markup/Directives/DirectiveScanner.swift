/// Finds the remarks to Stet in a source: HTML comments on one line that begin with the word `stet`.
enum DirectiveScanner {
  /// In the order of the source; O(n), and next to nothing where there are no comments.
  static func directives(in source: UnsafeBufferPointer<UInt8>) -> [Directive] {
    var found: [Directive] = []
    var at = 0
    while let start = source[at...].firstIndex(of: 0x3C) {
      at = start + 1
      guard source[start...].starts(with: "<!--".utf8), let end = end(of: start, in: source) else { continue }
      let words = String(decoding: source[start + 4..<end - 3], as: UTF8.self)
        .split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
      guard words.count > 1, words[0].lowercased() == "stet" else { continue }
      found.append(
        Directive(
          kind: Directive.Kind(rawValue: words[1]), word: words[1], codes: Array(words[2...]), range: start..<end))
      at = end
    }
    return found
  }

  /// The end of the comment that begins at `start`, nil when it does not end on its line.
  private static func end(of start: Int, in source: UnsafeBufferPointer<UInt8>) -> Int? {
    for index in start + 4..<max(start + 4, source.count) {
      if source[index].isLineEnd { return nil }
      if source[index] == 0x3E, index >= start + 6, source[index - 1] == 0x2D, source[index - 2] == 0x2D {
        return index + 1
      }
    }
    return nil
  }
}
