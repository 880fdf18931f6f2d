/// The tables of a tokenizer as raw memory, for the time of one call.
private struct Tables {
  let nodes: UnsafeBufferPointer<TokenTrie.Node>
  let kinds: UnsafeBufferPointer<WordSplitting.Kind>
  let folded: UnsafeBufferPointer<UInt8>
  let unfolded: UnsafeBufferPointer<UInt8>
}

/// What the tokens of one text have in common.
private struct Destination {
  let type: UInt8
  let source: UInt8
  /// The most tokens that the encoding may hold afterwards.
  let end: Int
}

extension WordPieceTokenizer {
  /// Appends the pieces of a text without the template, at most `budget` of them.
  ///
  /// Returns whether there were more.
  func appendPieces(
    of text: UnsafeBufferPointer<UInt8>, type: UInt8, source: UInt8, budget: Int, to encoding: inout Encoding
  ) -> Bool {
    let text = UnsafeBufferPointer(rebasing: text.prefix(Int(UInt32.max)))
    let (sum, overflow) = encoding.count.addingReportingOverflow(budget)
    let destination = Destination(type: type, source: source, end: overflow ? Int.max : sum)
    withTables { tables in
      var position = 0
      while let match = added.raw.next(in: text, from: position), encoding.count <= destination.end {
        appendSegment(text, position..<match.range.lowerBound, tables, destination, &encoding)
        encoding.append(match.id, match.range.lowerBound, match.range.upperBound, type: type, source: source)
        position = match.range.upperBound
      }
      appendSegment(text, position..<text.count, tables, destination, &encoding)
    }
    guard encoding.count > destination.end else { return false }
    encoding.truncate(to: destination.end)
    return true
  }

  private func withTables(_ body: (Tables) -> Void) {
    configuration.vocabulary.trie.nodes.withUnsafeBufferPointer { nodes in
      kinds.withUnsafeBufferPointer { kinds in
        folded.withUnsafeBufferPointer { folded in
          unfolded.withUnsafeBufferPointer { unfolded in
            body(Tables(nodes: nodes, kinds: kinds, folded: folded, unfolded: unfolded))
          }
        }
      }
    }
  }

  /// Appends the pieces of a stretch between raw added tokens.
  private func appendSegment(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tables: Tables, _ destination: Destination,
    _ encoding: inout Encoding
  ) {
    guard added.normalized.isEmpty else { return appendNormalized(text, range, tables, destination, &encoding) }
    var position = range.lowerBound
    while position < range.upperBound, encoding.count <= destination.end {
      let kind = tables.kinds[Int(text[position])]
      if kind == .space {
        position += 1
        continue
      }
      var end = position + 1
      if kind == .word || kind == .symbol {
        while end < range.upperBound, tables.kinds[Int(text[end])] == kind { end += 1 }
      }
      if kind == .isolated || kind == .word || kind == .symbol, isBoundary(text, end, range.upperBound, kind, tables) {
        appendWord(text, position..<end, end - position, tables, tables.folded, destination, &encoding)
      } else {
        end = stretchEnd(text, end, range.upperBound, tables)
        appendNormalized(text, position..<end, tables, destination, &encoding)
      }
      position = end
    }
  }

  /// Whether a word of ASCII bytes ends at `end` whatever normalisation does to what follows.
  @inline(__always)
  private func isBoundary(
    _ text: UnsafeBufferPointer<UInt8>, _ end: Int, _ limit: Int, _ kind: WordSplitting.Kind, _ tables: Tables
  ) -> Bool {
    guard kind != .isolated, end < limit else { return true }
    switch tables.kinds[Int(text[end])] {
    case .multibyte:
      // Dashes, quotation marks and wide spaces: nothing joins them to the word before.
      let properties = table.properties(of: decodeScalar(text, at: end).scalar)
      return configuration.splitting.kind(of: properties).rawValue >= WordSplitting.Kind.space.rawValue
        && properties.isDisjoint(with: [.removed, .mapped, .mark, .nonspacing])
    case .removed: return false
    default: return true
    }
  }

  /// The end of the stretch from `start` on that has to be normalised as a whole: an ASCII space or punctuation mark.
  private func stretchEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int, _ tables: Tables) -> Int {
    var end = start
    while end < limit {
      let kind = tables.kinds[Int(text[end])]
      if kind == .space || kind == .isolated { break }
      end += 1
    }
    return end
  }

  /// Normalises a stretch, finds added tokens in it and appends the pieces of its words.
  private func appendNormalized(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tables: Tables, _ destination: Destination,
    _ encoding: inout Encoding
  ) {
    // Moved out for the time being: its bytes are read while tokens are appended.
    var normalized = NormalizedText()
    swap(&normalized, &encoding.scratch)
    normalized.assign(text, range, rules: configuration.normalization, table: table)
    let first = encoding.count
    normalized.bytes.withUnsafeBufferPointer { bytes in
      var position = 0
      while let match = added.normalized.next(in: bytes, from: position), encoding.count <= destination.end {
        appendWords(bytes, position..<match.range.lowerBound, tables, destination, &encoding)
        encoding.append(
          match.id, match.range.lowerBound, match.range.upperBound, type: destination.type, source: destination.source)
        position = match.range.upperBound
      }
      appendWords(bytes, position..<bytes.count, tables, destination, &encoding)
    }
    encoding.translate(from: first, through: normalized)
    swap(&normalized, &encoding.scratch)
  }

  /// Divides normalised text into words and appends their pieces, with ranges in the normalised text.
  private func appendWords(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tables: Tables, _ destination: Destination,
    _ encoding: inout Encoding
  ) {
    var start = range.lowerBound
    var position = start
    var (length, current) = (0, WordSplitting.Kind.space)
    while position < range.upperBound, encoding.count <= destination.end {
      let (scalar, size) = decodeScalar(bytes, at: position)
      let kind = configuration.splitting.kind(of: table.properties(of: scalar))
      if kind != current || kind == .isolated || kind == .space {
        if length > 0 { appendWord(bytes, start..<position, length, tables, tables.unfolded, destination, &encoding) }
        (start, length, current) = (position, 0, kind)
      }
      position += size
      if kind != .space { length += 1 }
    }
    if length > 0 { appendWord(bytes, start..<position, length, tables, tables.unfolded, destination, &encoding) }
  }

  /// Appends the pieces of one word of `length` characters, or the unknown token when it cannot be spelled.
  @inline(__always)
  private func appendWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, _ length: Int, _ tables: Tables,
    _ folded: UnsafeBufferPointer<UInt8>, _ destination: Destination, _ encoding: inout Encoding
  ) {
    let first = encoding.count
    var start = length <= configuration.maximumWordLength ? word.lowerBound : word.upperBound
    var root: Int32 = 0
    var isSpelled = start < word.upperBound
    while start < word.upperBound {
      var (node, position) = (root, start)
      var (id, end) = (Int32(-1), start)
      while position < word.upperBound {
        let next = tables.nodes[Int(node)].base &+ Int32(folded[Int(bytes[position])])
        let candidate = tables.nodes[Int(next)]
        guard candidate.parent == node else { break }
        node = next
        position += 1
        if candidate.id >= 0 { (id, end) = (candidate.id, position) }
      }
      guard id >= 0 else {
        isSpelled = false
        break
      }
      encoding.append(
        id, start, end, type: destination.type, source: destination.source, beginsWord: start == word.lowerBound)
      (start, root) = (end, continuation)
      if root < 0, start < word.upperBound {
        isSpelled = false
        break
      }
    }
    guard !isSpelled else { return }
    encoding.truncate(to: first)
    encoding.append(
      configuration.unknown, word.lowerBound, word.upperBound, type: destination.type, source: destination.source)
  }
}
