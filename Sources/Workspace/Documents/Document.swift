internal import Markup
internal import Text

/// An open document: the one door through which its text changes.
///
/// A value that one thread at a time may change; every `snapshot` that it hands out is immutable and may be read anywhere.
/// After any edits the snapshot is the one that opening the resulting text would give. An edit reads again the sections of
/// which it changed a byte or the state in which they begin; of the rest it only shifts where they lie.
package struct Document: Sendable {
  /// More edits than this at once are applied to the text alone, which is then read from the start.
  private static let mostSingleEdits = 64
  /// Sections that are worth waking another processor for: some tenths of a millisecond.
  private static let grain = 32

  /// The document as it is now.
  package private(set) var snapshot: DocumentSnapshot
  /// How many sections have been read since the document was opened; tests and the status report look at it.
  package private(set) var parsedSections = 0
  private var names = NameIndex()
  private let format: any MarkupFormat

  /// Opens a document.
  ///
  /// O(n).
  ///
  /// - Parameters:
  ///   - uri: Its name; the extension tells the format when `languageID` does not.
  ///   - languageID: The editor's identifier of its language, empty when there is none.
  ///   - version: The editor's number of this state of the text.
  ///   - bytes: Its text; what is not UTF-8 is repaired.
  package init(uri: String, languageID: String, version: Int, utf8 bytes: [UInt8]) {
    format = MarkupFormats.format(forLanguage: languageID, path: uri)
    snapshot = DocumentSnapshot(uri: uri, languageID: languageID, version: version, rope: Rope(utf8: bytes))
    read(oldRange: 0..<0, newCount: 0)
  }

  /// Applies edits in order, each to the text that the one before it left.
  ///
  /// Ranges are clamped to the text and rounded down to the start of a scalar. An edit costs O(sections) small steps and the
  /// reading of the sections that it touches.
  ///
  /// - Returns: What became of the sentences, from before the first edit to after the last.
  @discardableResult
  package mutating func apply(edits: [TextEdit], version: Int) -> DocumentChange {
    let before = snapshot
    if edits.count > Self.mostSingleEdits {
      for edit in edits { snapshot.rope.replace(edit.range, with: edit.replacement) }
      names = NameIndex()
      snapshot.sections = SectionList()
      read(oldRange: 0..<0, newCount: 0)
    } else {
      for edit in edits {
        let (range, count) = snapshot.rope.replace(edit.range, with: edit.replacement)
        read(oldRange: range, newCount: count)
      }
    }
    snapshot.version = version
    return DocumentChange(from: before, to: snapshot)
  }

  /// Replaces the whole text, as an edit of what lies between the first and the last difference.
  ///
  /// O(n).
  @discardableResult
  package mutating func replaceText(utf8 bytes: [UInt8], version: Int) -> DocumentChange {
    let old = snapshot.rope.bytes
    let new = UTF8Repair.repaired(bytes)
    let limit = min(old.count, new.count)
    var head = 0
    while head < limit, old[head] == new[head] { head += 1 }
    // Not inside a scalar: neither in the old text nor in the new one.
    while head > 0, head < old.count && old[head] & 0xC0 == 0x80 || head < new.count && new[head] & 0xC0 == 0x80 {
      head -= 1
    }
    var tail = 0
    while tail < limit - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    while tail > 0, old[old.count - tail] & 0xC0 == 0x80 { tail -= 1 }
    let edit = TextEdit(range: head..<old.count - tail, replacement: Array(new[head..<new.count - tail]))
    return apply(edits: [edit], version: version)
  }

  /// Brings the sections up to the text, in which `newCount` bytes stand where the sections know `oldRange`.
  private mutating func read(oldRange: Range<Int>, newCount: Int) {
    let first = snapshot.firstSection(affectedFrom: oldRange.lowerBound)
    let (pieces, end) = cut(from: first, oldRange: oldRange, shift: newCount - oldRange.count)
    let reused = pieces.enumerated().map { offset, piece in
      reusable(piece, at: first + offset, before: oldRange.lowerBound)
    }
    let format = format
    let cuts = Array(zip(pieces, reused))
    let newNames = cuts.parallelMap(grain: Self.grain) { piece, content in
      content?.names ?? format.names(in: piece.bytes, state: piece.state)
    }
    let changed = names.replace(snapshot.sections[first..<end].lazy.map(\.section.content.names), with: newNames)
    let known = names
    let sections = Array(zip(cuts, newNames)).parallelMap(grain: Self.grain) { cut, names in
      Section(
        state: cut.0.state, cut: cut.0.cut,
        content: Self.content(of: cut.0, reused: cut.1, names: names, defined: known.defined(among: names), format))
    }
    parsedSections += zip(sections, reused).count { $0.content !== $1 }
    snapshot.sections.replace(first..<end, with: sections)
    if !changed.isEmpty { readAgain(whereUsed: changed) }
  }

  /// Cuts from the section with index `first` on until the cuts fall together with the old ones behind the edit.
  ///
  /// - Returns: The new pieces, and the index of the first old section behind them.
  private func cut(from first: Int, oldRange: Range<Int>, shift: Int) -> ([SectionCutter.Piece], Int) {
    let old = snapshot.sections
    let start = first < old.count ? old[first] : nil
    var cutter = SectionCutter(
      snapshot.rope, format: format, from: start?.byte ?? 0, state: start?.section.state ?? .documentStart)
    var pieces: [SectionCutter.Piece] = []
    var candidate = first
    while true {
      while candidate < old.count,
        old[candidate].byte < oldRange.upperBound || old[candidate].byte + shift < cutter.position
      { candidate += 1 }
      if candidate < old.count, old[candidate].byte + shift == cutter.position,
        old[candidate].section.state == cutter.state
      {
        return (pieces, candidate)
      }
      guard let piece = cutter.next() else { return (pieces, old.count) }
      pieces.append(piece)
    }
  }

  /// What was read out of the section at `index`, when `piece` is the same section and lies before the edit.
  private func reusable(_ piece: SectionCutter.Piece, at index: Int, before edit: Int) -> SectionContent? {
    guard index < snapshot.sections.count else { return nil }
    let old = snapshot.sections[index]
    let isSame =
      old.byte == piece.start && old.section.cut.count == piece.cut.count && old.section.state == piece.state
      && piece.start + piece.cut.count <= edit
    return isSame ? old.section.content : nil
  }

  private static func content(
    of piece: SectionCutter.Piece, reused: SectionContent?, names: SectionNames, defined: [String],
    _ format: any MarkupFormat
  ) -> SectionContent {
    if let reused, reused.defined == defined { return reused }
    return SectionContent(
      names: names, defined: defined, blocks: format.blocks(in: piece.bytes, state: piece.state, defined: defined),
      directives: format.directives(in: piece.bytes, state: piece.state))
  }

  /// Reads the sections again that use a name which is now defined, or no longer.
  ///
  /// O(sections) besides the reading.
  private mutating func readAgain(whereUsed changed: Set<String>) {
    var first: Int?
    var sections = snapshot.sections.map(\.section)
    for (index, section) in sections.enumerated() {
      let names = section.content.names
      guard !names.used.isEmpty, names.used.contains(where: changed.contains) else { continue }
      let defined = self.names.defined(among: names)
      guard defined != section.content.defined else { continue }
      let start = snapshot.sections[index].byte
      let bytes = snapshot.rope.bytes(in: start..<start + section.cut.count)
      let blocks = format.blocks(in: bytes, state: section.state, defined: defined)
      let content = SectionContent(
        names: names, defined: defined, blocks: blocks, directives: section.content.directives)
      parsedSections += 1
      sections[index] = Section(state: section.state, cut: section.cut, content: content)
      first = first ?? index
    }
    if let first { snapshot.sections.replace(first..<sections.count, with: Array(sections[first...])) }
  }
}
