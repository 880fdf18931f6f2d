import Documents
import Features
import LSP
import Markup
import Options
import Spelling
import Store
import Synchronization
import Text

/// A document that one client has open, edited through one door.
///
/// Thread-safe. `edit` is called in the order of the wire; readers take the newest `state` and keep it.
final class OpenDocument: Sendable {
  /// One state of the document, immutable.
  struct State: Sendable {
    /// The text and its sentences as a value of its own, to try out edits; empty while the text is over the size limit.
    let document: Document
    /// The whole text, also of a document that is too large to be analysed.
    let rope: Rope
    let version: Int
    /// A source byte at the caret in what may be a word in the making; nil when nothing is being typed.
    let typing: Range<Int>?
    /// The byte behind the newest edit.
    let caret: Int
    /// Whether that edit looks like writing: a sign or two came or went, and nobody has paused since.
    let isWriting: Bool
    /// Whether the text is over the size limit, so that nothing in it is analysed.
    let isTooLarge: Bool

    /// The text and its sentences.
    var snapshot: DocumentSnapshot { document.snapshot }
  }

  private struct Contents: Sendable {
    /// Empty while the text is over the limit.
    var document: Document
    var rope: Rope
    var version: Int
    var isTooLarge: Bool
    var typing: Range<Int>?
    var caret = 0
    var isWriting = false
    /// What became of the sentences since the findings last looked; nil to look at everything.
    var changes: [DocumentChange]?
    /// The same for the entities.
    var entityChanges: [DocumentChange]?
    /// Whether every sentence of an earlier state has a vector, so that only `unembedded` are missing.
    var isEmbedded = false
    /// Where the newest edit put sentences.
    var unembedded = 0..<0

    var state: State {
      State(
        document: document, rope: rope, version: version, typing: typing, caret: caret, isWriting: isWriting,
        isTooLarge: isTooLarge)
    }
  }

  let uri: DocumentURI
  let languageID: String
  private let contents: Mutex<Contents>
  // Locks are taken in this order: findings, entities, contents.
  private let findings = Mutex(DocumentFindings(keepsLeniency: true))
  private let names = Mutex(EntityState())
  private let tokens = Mutex<(id: Int, data: [UInt32])>((0, []))
  private let rules: Mutex<DocumentRules>
  /// What the client was told last.
  private let publication = Mutex<(version: Int, diagnostics: [Diagnostic])?>(nil)
  private let corrector = Mutex<(any SentenceCorrector)?>(nil)
  private let similar = Mutex<(search: SimilaritySearch, found: [SimilarPassage])?>(nil)

  init(_ item: TextDocumentItem, rules: DocumentRules) {
    uri = item.uri
    languageID = item.languageID
    self.rules = Mutex(rules)
    let bytes = Array(item.text.utf8)
    let isTooLarge = bytes.count > rules.byteLimit
    let document = Document(
      uri: uri.text, languageID: languageID, version: item.version, utf8: isTooLarge ? [] : bytes)
    contents = Mutex(
      Contents(
        document: document, rope: isTooLarge ? Rope(utf8: bytes) : document.snapshot.rope, version: item.version,
        isTooLarge: isTooLarge))
  }

  /// The editor's name of the format, or ours where it gave none; small letters.
  var format: String {
    languageID.isEmpty ? MarkupFormats.format(path: uri.text).identifier : languageID.lowercased()
  }

  /// The newest state.
  var state: State { contents.withLock { $0.state } }

  /// Which findings are wanted here, and by which dictionary.
  var currentRules: DocumentRules { rules.withLock { $0 } }

  /// Takes other rules; findings that are read from now on follow them.
  ///
  /// - Returns: whether the model may have to run again.
  @discardableResult
  func setRules(_ new: DocumentRules) -> Bool {
    let (isOtherChecker, isOtherAnnotation) = rules.withLock { rules in
      defer { rules = new }
      return (rules.checker !== new.checker || rules.rules != new.rules, rules.annotations != new.annotations)
    }
    contents.withLock { contents in
      if isOtherChecker { contents.changes = nil }
      if contents.isTooLarge != (contents.rope.count > new.byteLimit) {
        contents.isTooLarge.toggle()
        restart(&contents)
      }
      if isOtherAnnotation { (contents.isEmbedded, contents.entityChanges) = (false, nil) }
    }
    return isOtherAnnotation
  }

  /// Runs `body` while no other publication of this document runs; `body` must not call it again.
  func publishing(_ body: () -> Void) { publication.withLock { _ in body() } }

  /// Sends the diagnostics that `make` gives, unless the client was told the same of this version; both run while no other publication does.
  ///
  /// With each edit of a long document thousands are sent, and what the model says afterwards seldom changes them. What was told of another
  /// version is told again: a client may have moved or dropped it with the edit.
  func publish(_ make: () -> (version: Int, diagnostics: [Diagnostic])?, _ send: (Int, [Diagnostic]) -> Void) {
    publication.withLock { last in
      guard let new = make() else { return }
      if let last, last == new { return }
      send(new.version, new.diagnostics)
      last = new
    }
  }

  /// Takes what the model says about sentences into the findings from now on.
  func setCorrector(_ new: any SentenceCorrector) { corrector.withLock { $0 = new } }

  /// The findings of the newest state, and that state.
  func findings(feedback: FeedbackStore?) -> (state: State, findings: [LocatedFinding]) {
    // The lock on the findings is held throughout, so that changes are taken in in their order.
    findings.withLock { findings in
      let rules = currentRules
      let (state, changes, entities) = takeChanges(names: rules.annotations.acceptNames)
      findings.update(
        to: state.snapshot, changes: changes, checker: rules.checker, rules: rules.rules,
        corrector: corrector.withLock { $0 })
      let found = findings.findings(
        in: state.snapshot, policy: rules.policy, checker: rules.checker, typing: state.typing,
        caret: state.isWriting ? state.caret : nil, feedback: feedback, names: entities)
      return (state, found)
    }
  }
}

// MARK: Entities

extension OpenDocument {
  /// The newest state, what became of the sentences since the findings last looked, and the entities in exactly this state.
  ///
  /// - Parameter areWanted: whether the entities are to be given at all.
  private func takeChanges(
    names areWanted: Bool
  ) -> (state: State, changes: [DocumentChange]?, entities: DocumentEntities?) {
    names.withLock { names in
      let (state, changes, entityChanges) = contents.withLock {
        contents -> (State, [DocumentChange]?, [DocumentChange]?) in
        defer { (contents.changes, contents.entityChanges) = ([], []) }
        return (contents.state, contents.changes, contents.entityChanges)
      }
      names.update(to: state.snapshot, changes: entityChanges)
      return (state, changes, areWanted && names.extraction != nil ? names.entities : nil)
    }
  }

  /// The entities of the newest state, as far as they are known, and that state.
  ///
  /// Nothing is computed by the model.
  func entities() -> (state: State, entities: DocumentEntities) {
    names.withLock { names in
      let (state, changes) = takeEntityChanges()
      names.update(to: state.snapshot, changes: changes)
      return (state, names.entities)
    }
  }

  /// How the names in this document are found; nil while there is no model.
  var extraction: EntityExtraction? { names.withLock { $0.extraction } }

  /// Looks with other heads from now on.
  func setExtraction(_ extraction: EntityExtraction) {
    names.withLock { names in
      guard names.extraction?.fingerprint != extraction.fingerprint || names.extraction?.minimum != extraction.minimum
      else {
        return
      }
      names = EntityState(extraction: extraction)
      contents.withLock { $0.entityChanges = nil }
    }
  }

  /// The model has seen some sentences of the state with this version.
  ///
  /// - Returns: the sentences in which a mention became known.
  func didAnnotate(_ sentences: [Int], version: Int) -> [Int] {
    names.withLock { names in
      let (state, changes) = takeEntityChanges()
      let isCurrent = state.snapshot.version == version
      return names.update(to: state.snapshot, changes: changes, retrying: isCurrent ? sentences : [])
    }
  }

  /// The newest state, and what became of the sentences since the entities last looked.
  private func takeEntityChanges() -> (State, [DocumentChange]?) {
    contents.withLock { contents in
      defer { contents.entityChanges = [] }
      return (contents.state, contents.entityChanges)
    }
  }

  /// Whether a sentence among these has an unknown word; what is said of it may change with the names.
  func hasDoubts(in sentences: [Int]) -> Bool {
    let policy = currentRules.policy
    return findings.withLock { !Set($0.doubtfulSentences(policy)).isDisjoint(with: sentences) }
  }

  /// Gives the newest semantic tokens a name and remembers them; with them, what was remembered under an earlier name.
  func remember(_ data: [UInt32], earlier id: String) -> (id: String, earlier: [UInt32]?) {
    tokens.withLock { tokens in
      let earlier = "\(tokens.id)" == id ? tokens.data : nil
      if earlier != data { tokens = (tokens.id + 1, data) }
      return ("\(tokens.id)", earlier)
    }
  }
}

// MARK: Editing

extension OpenDocument {
  /// Applies the changes of one `didChange`, each to the text that the one before it left.
  func edit(_ changes: [DidChangeParams.Change], version: Int?, encoding: LSP.PositionEncoding) {
    contents.withLock { contents in
      contents.version = version ?? contents.version + 1
      for change in changes { apply(change, encoding: encoding, to: &contents) }
    }
  }

  /// What was being typed is finished: its writer has paused.
  func endTyping() { contents.withLock { ($0.typing, $0.isWriting) = (nil, false) } }

  /// Whether something may be held back until its writer pauses: a word, or what the model says about the end of what is written.
  var isHoldingBack: Bool {
    let hasCorrector = corrector.withLock { $0 != nil }
    return contents.withLock { $0.typing != nil || $0.isWriting && hasCorrector }
  }

  /// The document was saved: what was being typed is finished, and other documents may be like it now.
  func didSave() {
    endTyping()
    similar.withLock { $0 = nil }
  }

  private func apply(_ change: DidChangeParams.Change, encoding: LSP.PositionEncoding, to contents: inout Contents) {
    let bytes = Array(change.text.utf8)
    let range = change.range.map { contents.rope.bytes(of: $0, in: encoding) } ?? 0..<contents.rope.count
    contents.typing = change.range == nil ? nil : Self.typedWord(change.text, replacing: range, in: contents.rope)
    contents.isWriting = change.range != nil && bytes.count <= 2 && range.count <= 8 && !bytes.contains(0x0A)
    let wasTooLarge = contents.isTooLarge
    contents.caret = range.lowerBound + (change.range == nil ? 0 : bytes.count)
    contents.isTooLarge = contents.rope.count - range.count + bytes.count > currentRules.byteLimit
    guard !wasTooLarge, !contents.isTooLarge else { return crossLimit(range, bytes, in: &contents) }
    let result =
      change.range == nil
      ? contents.document.replaceText(utf8: bytes, version: contents.version)
      : contents.document.apply(
        edits: [Documents.TextEdit(range: range, replacement: bytes)], version: contents.version)
    contents.rope = contents.document.snapshot.rope
    note(result, in: &contents)
  }

  /// An edit of a text that is over the limit, or gets over it: begins or ends the analysis.
  private func crossLimit(_ range: Range<Int>, _ bytes: [UInt8], in contents: inout Contents) {
    contents.rope.replace(range, with: bytes)
    restart(&contents)
  }

  /// Reads the whole text anew, or drops it when it is over the limit.
  private func restart(_ contents: inout Contents) {
    let text = contents.isTooLarge ? [] : contents.rope.bytes(in: 0..<contents.rope.count)
    contents.document = Document(uri: uri.text, languageID: languageID, version: contents.version, utf8: text)
    (contents.changes, contents.entityChanges) = (nil, nil)
    contents.isEmbedded = false
  }

  private func note(_ change: DocumentChange, in contents: inout Contents) {
    contents.changes?.append(change)
    contents.entityChanges?.append(change)
    if change.isEmpty { return }
    let waiting = contents.unembedded
    let isTaken = change.removed.lowerBound <= waiting.lowerBound && waiting.upperBound <= change.removed.upperBound
    // Two edits in different places: find out by looking at everything what has no vector.
    if !waiting.isEmpty, !isTaken { contents.isEmbedded = false }
    contents.unembedded = change.inserted
  }

  /// A byte of the word that may not be finished once `range` of `rope` is `inserted`: one or two letters came, or went.
  private static func typedWord(_ inserted: String, replacing range: Range<Int>, in rope: Rope) -> Range<Int>? {
    guard isTyped(inserted) || inserted.isEmpty && range.count <= 8 && isTyped(rope.string(in: range)) else {
      return nil
    }
    let caret = range.lowerBound + inserted.utf8.count
    // Nothing before the caret: what was taken away stood at the beginning of its word.
    let isAtStart = inserted.isEmpty && !(rope.byte(at: caret - 1).map(isPartOfWord) ?? false)
    return isAtStart ? caret..<caret + 1 : max(0, caret - 1)..<max(1, caret)
  }

  private static func isTyped(_ text: String) -> Bool {
    (1...2).contains(text.count) && text.allSatisfy { $0.isLetter || $0 == "'" || $0 == "’" || $0 == "-" }
  }

  /// Whether a byte can stand in a word: a letter, an apostrophe, or a part of anything beyond ASCII.
  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "'")
      || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }
}

// MARK: Similar documents

extension OpenDocument {
  /// What was found in `search` since the document was opened or last saved, or else what `find` finds now.
  func similarDocuments(
    in search: SimilaritySearch, _ find: () async throws -> [SimilarPassage]
  ) async rethrows -> [SimilarPassage] {
    if let known = similar.withLock({ $0 }), known.search === search { return known.found }
    let found = try await find()
    similar.withLock { $0 = (search, found) }
    return found
  }
}

// MARK: Model passes

extension OpenDocument {
  /// The sentences of the newest state that may have no vector, those of the newest edit first.
  func sentencesToEmbed() -> (snapshot: DocumentSnapshot, indices: [Int], isEdit: Bool) {
    contents.withLock { contents in
      let snapshot = contents.document.snapshot
      let newest = contents.unembedded.clamped(to: 0..<snapshot.sentenceCount)
      if contents.isEmbedded { return (snapshot, Array(newest), true) }
      let start = newest.lowerBound
      return (snapshot, Array(start..<snapshot.sentenceCount) + Array(0..<start), false)
    }
  }

  /// How many sentences of the newest state may have no vector.
  var pendingSentences: Int { sentencesToEmbed().indices.count }

  /// Every sentence of the state with this version has a vector now.
  func didEmbed(version: Int) {
    contents.withLock { contents in
      guard contents.document.snapshot.version == version else { return }
      contents.isEmbedded = true
      contents.unembedded = 0..<0
    }
  }
}
