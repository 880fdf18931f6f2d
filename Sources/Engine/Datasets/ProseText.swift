/// Plain text: a paragraph a line, a blank line between documents.
package struct ProseText: Sendable {
  /// All of it, unpacked; any bytes.
  package let bytes: [UInt8]
  /// The lines of each document, without the blank lines between them.
  package let documents: [Range<Int>]
  /// How many paragraphs there are.
  package let paragraphs: Int

  /// Reads a file; `.xz` and `.gz` are unpacked.
  ///
  /// - Parameter limit: only so many documents are used, the first ones; nil for all.
  /// - Throws: `SupportError`, `DataError` `data-unpack`.
  package init(path: String, limit: Int? = nil) throws {
    let file = try DataFile(path)
    var (documents, start, end, lines, paragraphs) = ([Range<Int>](), 0, 0, 0, 0)
    func close() {
      if lines > 0, documents.count < limit ?? .max {
        documents.append(start..<end)
        paragraphs += lines
      }
      lines = 0
    }
    file.forEachLine { _, line in
      guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return close() }
      if lines == 0 { start = line.startIndex }
      (end, lines) = (line.endIndex, lines + 1)
    }
    close()
    (bytes, self.documents, self.paragraphs) = (file.bytes, documents, paragraphs)
  }

  /// The text of some documents, each a paragraph a line without blank lines.
  package init(documents texts: [[UInt8]]) {
    var (bytes, documents, paragraphs) = ([UInt8](), [Range<Int>](), 0)
    for text in texts where !text.isEmpty {
      documents.append(bytes.count..<bytes.count + text.count)
      bytes += text
      bytes += [0x0A, 0x0A]
      paragraphs += 1 + text.count { $0 == 0x0A }
    }
    (self.bytes, self.documents, self.paragraphs) = (bytes, documents, paragraphs)
  }

  /// How many bytes its documents have.
  package var byteCount: Int { documents.reduce(0) { $0 + $1.count } }

  /// How many words its documents have, divided at white space.
  package var wordCount: Int {
    documents.reduce(0) { count, document in
      var (words, isInside) = (0, false)
      for byte in bytes[document] {
        let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
        if !isBlank, !isInside { words += 1 }
        isInside = !isBlank
      }
      return count + words
    }
  }
}
