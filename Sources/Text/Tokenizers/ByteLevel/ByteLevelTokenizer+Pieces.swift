/// What the tokens of one text have in common, and what they are made with.
private struct Spelling {
  let type: UInt8
  let source: UInt8
  /// The most tokens that the encoding may hold afterwards.
  let end: Int
  var workspace: SpellingWorkspace
}

extension ByteLevelTokenizer {
  func appendPieces(
    of text: UnsafeBufferPointer<UInt8>, type: UInt8, source: UInt8, budget: Int, to encoding: inout Encoding
  ) -> Bool {
    let text = UnsafeBufferPointer(rebasing: text.prefix(Int(UInt32.max)))
    let first = encoding.count
    let (sum, overflow) = first.addingReportingOverflow(budget)
    var spelling = Spelling(type: type, source: source, end: overflow ? Int.max : sum, workspace: pool.take())
    var position = 0
    while let match = added.raw.next(in: text, from: position), encoding.count <= spelling.end {
      appendSegment(text, position..<match.range.lowerBound, &spelling, &encoding)
      encoding.append(match.id, match.range.lowerBound, match.range.upperBound, type: type, source: source)
      position = match.range.upperBound
    }
    appendSegment(text, position..<text.count, &spelling, &encoding)
    pool.put(spelling.workspace, after: text.count)
    if let trimming = configuration.trimming { encoding.trim(from: first, trimming, self, text) }
    guard encoding.count > spelling.end else { return false }
    encoding.truncate(to: spelling.end)
    return true
  }

  /// Appends the pieces of a stretch between raw added tokens.
  private func appendSegment(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ spelling: inout Spelling, _ encoding: inout Encoding
  ) {
    guard !range.isEmpty, encoding.count <= spelling.end else { return }
    let first = encoding.count
    if added.normalized.isEmpty, isUnchanged(text, range) {
      appendWords(text, range, &spelling, &encoding)
      encoding.alignToScalars(from: first, in: text)
      return
    }
    // Moved out for the time being: its bytes are read while tokens are appended.
    var normalized = NormalizedText()
    swap(&normalized, &encoding.scratch)
    normalized.assign(text, range, rules: configuration.normalization, table: table)
    normalized.bytes.withUnsafeBufferPointer { appendNormalized($0, &spelling, &encoding) }
    encoding.translate(from: first, through: normalized)
    swap(&normalized, &encoding.scratch)
  }

  /// Whether normalisation would change nothing, ill-formed UTF-8 included.
  private func isUnchanged(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let composes = configuration.normalization.composes
    guard composes || configuration.normalization == Normalization() else { return false }
    var position = range.lowerBound
    while position < range.upperBound {
      if text[position] < 0x80 {
        position += 1
        continue
      }
      let (scalar, length) = decodeScalar(text, at: position)
      // A real U+FFFD is EF BF BD.
      if scalar == 0xFFFD, text[position] != 0xEF || length < 3 { return false }
      if composes, CompositionTable.shared.mayChange(scalar) { return false }
      position += length
    }
    return true
  }

  /// Finds added tokens in normalised text and appends the pieces between them, with ranges in the normalised text.
  private func appendNormalized(
    _ bytes: UnsafeBufferPointer<UInt8>, _ spelling: inout Spelling, _ encoding: inout Encoding
  ) {
    var position = 0
    while let match = added.normalized.next(in: bytes, from: position), encoding.count <= spelling.end {
      appendWords(bytes, position..<match.range.lowerBound, &spelling, &encoding)
      encoding.append(
        match.id, match.range.lowerBound, match.range.upperBound, type: spelling.type, source: spelling.source)
      position = match.range.upperBound
    }
    appendWords(bytes, position..<bytes.count, &spelling, &encoding)
  }

  /// Divides well-formed text into words and appends their tokens; a blank is put before it when the files say so.
  private func appendWords(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ spelling: inout Spelling, _ encoding: inout Encoding
  ) {
    guard !range.isEmpty else { return }
    guard configuration.addsPrefixSpace, bytes[range.lowerBound] != 0x20 else {
      return scan(UnsafeBufferPointer(rebasing: bytes[range]), &spelling, &encoding) { $0 + range.lowerBound }
    }
    var text: [UInt8] = []
    swap(&text, &spelling.workspace.text)
    text.removeAll(keepingCapacity: true)
    text.append(0x20)
    text.append(contentsOf: bytes[range])
    // The blank has the source of what follows it.
    let first = encoding.count
    text.withUnsafeBufferPointer { text in
      scan(text, &spelling, &encoding) { max(0, $0 - 1) + range.lowerBound }
    }
    encoding.widenEmpty(from: first, at: range.lowerBound)
    swap(&text, &spelling.workspace.text)
  }

  /// Appends the tokens of all words of `text`; `place` gives the position that a position in it stands for.
  @inline(__always)
  private func scan(
    _ text: UnsafeBufferPointer<UInt8>, _ spelling: inout Spelling, _ encoding: inout Encoding, place: (Int) -> Int
  ) {
    var scanner = WordScanner(text: text, pattern: configuration.pattern, table: characters, limit: text.count)
    var position = 0
    while position < text.count {
      scanner.limit = text.count
      if configuration.digits != .none {
        scanner.limit = scanner.digitBoundary(from: position, configuration.digits)
      }
      let part = scanner.limit
      while position < part {
        let end = scanner.end(from: position)
        appendWord(UnsafeBufferPointer(rebasing: text[position..<end]), position, &spelling, &encoding, place: place)
        position = end
        guard encoding.count <= spelling.end else { return }
      }
    }
  }

  /// Appends the tokens of one word.
  @inline(__always)
  private func appendWord(
    _ word: UnsafeBufferPointer<UInt8>, _ start: Int, _ spelling: inout Spelling, _ encoding: inout Encoding,
    place: (Int) -> Int
  ) {
    var position = start
    func append(_ id: Int32, _ length: Int, _ encoding: inout Encoding) {
      encoding.append(
        id, place(position), place(position + length), type: spelling.type, source: spelling.source,
        beginsWord: position == start)
      position += length
    }
    let key = WordMemo.Key(word)
    if let key, let entry = spelling.workspace.memo.find(key) {
      let ids = entry.ids
      append(ids.0, configuration.vocabulary.length(ids.0), &encoding)
      if entry.count > 1 { append(ids.1, configuration.vocabulary.length(ids.1), &encoding) }
      if entry.count > 2 { append(ids.2, configuration.vocabulary.length(ids.2), &encoding) }
      if entry.count > 3 { append(ids.3, configuration.vocabulary.length(ids.3), &encoding) }
      return
    }
    let isKnown = spell(word, &spelling.workspace)
    if isKnown, let key { spelling.workspace.memo.insert(key, spelling.workspace.merger.parts) }
    for part in spelling.workspace.merger.parts { append(part.id, Int(part.length), &encoding) }
  }

  /// Leaves the tokens of a word in the workspace's merger.
  ///
  /// Returns whether every byte has a token.
  private func spell(_ word: UnsafeBufferPointer<UInt8>, _ workspace: inout SpellingWorkspace) -> Bool {
    workspace.merger.parts.removeAll(keepingCapacity: true)
    if configuration.ignoresMerges, let id = configuration.vocabulary.id(ofBytes: word, buffer: &workspace.entry) {
      workspace.merger.parts.append(PairMerger.Part(id: id, length: Int32(truncatingIfNeeded: word.count)))
      return true
    }
    var isKnown = true
    for byte in word {
      let id = byteIDs[Int(byte)]
      if id >= 0 {
        workspace.merger.parts.append(PairMerger.Part(id: id, length: 1))
      } else {
        isKnown = false
        appendUnknown(&workspace.merger.parts)
      }
    }
    workspace.merger.merge(configuration.merges)
    return isKnown
  }

  private func appendUnknown(_ parts: inout [PairMerger.Part]) {
    guard let unknown = configuration.unknown else { return }
    if configuration.fusesUnknown, parts.last?.id == unknown {
      parts[parts.count - 1].length += 1
    } else {
      parts.append(PairMerger.Part(id: unknown, length: 1))
    }
  }
}
