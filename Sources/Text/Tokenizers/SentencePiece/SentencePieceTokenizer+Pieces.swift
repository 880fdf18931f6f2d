extension SentencePieceTokenizer {
  func appendPieces(
    of text: UnsafeBufferPointer<UInt8>, type: UInt8, source: UInt8, budget: Int, to encoding: inout Encoding
  ) -> Bool {
    let text = UnsafeBufferPointer(rebasing: text.prefix(Int(UInt32.max)))
    let first = encoding.count
    let (sum, overflow) = first.addingReportingOverflow(budget)
    let end = overflow ? Int.max : sum
    var (workspace, position) = (pool.take(), 0)
    while let match = added.raw.next(in: text, from: position), encoding.count <= end {
      appendStretch(text, position..<match.range.lowerBound, type, source, &workspace, &encoding)
      encoding.append(match.id, match.range.lowerBound, match.range.upperBound, type: type, source: source)
      position = match.range.upperBound
    }
    appendStretch(text, position..<text.count, type, source, &workspace, &encoding)
    pool.put(workspace, after: text.count)
    guard encoding.count > end else { return false }
    encoding.truncate(to: end)
    return true
  }

  /// Appends the tokens of a stretch between added tokens.
  private func appendStretch(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ type: UInt8, _ source: UInt8,
    _ workspace: inout SpellingWorkspace, _ encoding: inout Encoding
  ) {
    guard !range.isEmpty else { return }
    // Moved out for the time being: its bytes are read while tokens are appended.
    var written = NormalizedText()
    swap(&written, &encoding.scratch)
    written.write(text, range, blank: Self.blank, hasPrefix: hasPrefix(text, range))
    let first = encoding.count
    written.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = configuration.splitsAtBlanks ? Self.wordEnd(bytes, from: start) : bytes.count
        append(bytes, start..<end, type, source, &workspace, &encoding)
        start = end
      }
    }
    encoding.translate(from: first, through: written)
    swap(&written, &encoding.scratch)
  }

  private func hasPrefix(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let beginsWithBlank =
      text[range.lowerBound] == 0x20 || text[range].starts(with: Self.blankBytes)
    return switch configuration.prefix {
    case .never: false
    case .first: range.lowerBound == 0 && !beginsWithBlank
    case .stretches: !beginsWithBlank
    case .always: true
    }
  }

  /// Where the word that begins at `start` ends: before the next blank.
  private static func wordEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, !isBlank(bytes, at: end) { end += 1 }
    return end
  }

  @inline(__always)
  private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    bytes[position] == 0xE2 && position + 2 < bytes.count && bytes[position + 1] == 0x96 && bytes[position + 2] == 0x81
  }

  /// Spells and merges some bytes; ranges count these bytes.
  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ type: UInt8, _ source: UInt8,
    _ workspace: inout SpellingWorkspace, _ encoding: inout Encoding
  ) {
    workspace.merger.parts.removeAll(keepingCapacity: true)
    var position = range.lowerBound
    while position < range.upperBound {
      let length = decodeScalar(bytes, at: position).length
      spell(UnsafeBufferPointer(rebasing: bytes[position..<position + length]), &workspace.merger.parts)
      position += length
    }
    workspace.merger.merge(configuration.merges)
    position = range.lowerBound
    for part in workspace.merger.parts {
      let isLineBreak = bytes[position] == 0x0A || (position > 0 && bytes[position - 1] == 0x0A)
      encoding.append(
        part.id, position, position + Int(part.length), type: type, source: source,
        beginsWord: position == 0 || isLineBreak || Self.isBlank(bytes, at: position))
      position += Int(part.length)
    }
  }

  /// The token of a character, else those of its bytes, else the unknown one.
  private func spell(_ character: UnsafeBufferPointer<UInt8>, _ parts: inout [PairMerger.Part]) {
    let length = Int32(character.count)
    if let id = configuration.vocabulary.id(ofEntry: character) {
      parts.append(PairMerger.Part(id: id, length: length))
    } else if let byteIDs {
      for byte in character { parts.append(PairMerger.Part(id: byteIDs[Int(byte)], length: 1)) }
    } else if let unknown = configuration.unknown {
      if configuration.fusesUnknown, parts.last?.id == unknown {
        parts[parts.count - 1].length += length
      } else {
        parts.append(PairMerger.Part(id: unknown, length: length))
      }
    }
  }
}
