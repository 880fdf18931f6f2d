import Documents
import Features
import Foundation
import LSP
import Options
import Store
import Support
import Text

/// Named entities as symbols.
extension Session {
  /// An entity at a place of a document, with the mention that stands there.
  struct Pointed {
    let open: OpenDocument
    let state: OpenDocument.State
    let entity: Entity
    let mention: EntityMention
  }

  /// The entity at a position; nil where none is known.
  func entity(at position: LSPPosition, in open: OpenDocument) -> Pointed? {
    let (state, entities) = open.entities()
    let offset = state.rope.offset(of: position, in: encoding)
    guard !open.currentRules.isIgnored, let sentence = state.snapshot.sentenceIndex(atOffset: offset),
      let mention = entities.mentions(in: state.snapshot, sentences: sentence..<sentence + 1)
        .last(where: { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }),
      let entity = entities.entities(in: state.snapshot).first(where: { $0.mentions.contains(mention) })
    else { return nil }
    return Pointed(open: open, state: state, entity: entity, mention: mention)
  }

  /// What a hover says about an entity.
  func hover(_ pointed: Pointed) -> Hover {
    let (entity, isMarkdown) = (pointed.entity, capabilities.hoverFormat == .markdown)
    let strong = isMarkdown ? "**" : ""
    let count = entity.mentions.count
    let lines = [
      "\(strong)\(isMarkdown ? entity.name.escapedForMarkdown : entity.name)\(strong): \(pointed.mention.type)",
      "\(count == 1 ? "1 mention" : "\(count) mentions") in this document, confidence \(Int((entity.confidence * 100).rounded())) %",
    ]
    return Hover(
      contents: MarkupContent(
        kind: capabilities.hoverFormat, value: lines.joined(separator: isMarkdown ? "\n\n" : "\n")),
      range: pointed.state.rope.range(of: pointed.mention.range, in: encoding))
  }

  /// All mentions of the entity at a position in its document.
  func highlights(at position: LSPPosition, in open: OpenDocument) -> [DocumentHighlight] {
    guard let pointed = entity(at: position, in: open) else { return [] }
    var cursor = PositionCursor(pointed.state.rope, encoding)
    return pointed.entity.mentions.map { DocumentHighlight(range: cursor.range(of: $0.range)) }
  }

  /// The types of the entities whose first mention lies in a range, as hints behind it.
  func hints(in range: LSPRange, of open: OpenDocument) -> [InlayHint] {
    let rules = open.currentRules
    guard rules.annotations.inlayHints, !rules.isIgnored else { return [] }
    let (state, entities) = open.entities()
    let bytes = state.rope.bytes(of: range, in: encoding)
    return entities.entities(in: state.snapshot).compactMap { entity in
      let end = entity.mentions[0].range.upperBound
      guard bytes.lowerBound <= end, end <= bytes.upperBound else { return nil }
      return InlayHint(position: state.rope.position(of: end, in: encoding), label: entity.type)
    }
  }

  /// The entities of a document as a group of its outline; nil without any.
  func outlineGroup(of open: OpenDocument) -> DocumentSymbol? {
    let rules = open.currentRules
    guard rules.annotations.outline, !rules.isIgnored else { return nil }
    let (state, known) = open.entities()
    let entities = known.entities(in: state.snapshot)
    guard let first = entities.first?.mentions.first, let last = entities.last?.mentions.first else { return nil }
    var cursor = PositionCursor(state.rope, encoding)
    let symbols = entities.map { entity in
      let range = cursor.range(of: entity.mentions[0].range)
      let count = entity.mentions.count
      return DocumentSymbol(
        name: entity.name, detail: count == 1 ? entity.type : "\(entity.type), \(count) mentions",
        kind: .of(entity.type),
        range: range, selectionRange: range)
    }
    return DocumentSymbol(
      name: "Entities", kind: .namespace,
      range: state.rope.range(
        of: first.range.lowerBound..<max(last.range.upperBound, first.range.upperBound), in: encoding),
      selectionRange: symbols[0].range, children: symbols)
  }
}

// MARK: Across documents

extension Session {
  /// All mentions of the entity at a position: in open documents as they are now, in others as they were indexed.
  func references(at position: LSPPosition, in open: OpenDocument) async -> [Location] {
    guard let pointed = entity(at: position, in: open) else { return [] }
    var locations = self.locations(of: pointed.entity.mentions, in: open, pointed.state.rope)
    for other in openDocuments where other !== open {
      let (state, entities) = other.entities()
      let mentions = entities.entities(in: state.snapshot).filter { $0.key == pointed.entity.key }.flatMap(\.mentions)
      locations += self.locations(of: mentions, in: other, state.rope)
    }
    let hits = (try? await indexIfMade()?.mentions(keys: [pointed.entity.key])) ?? []
    return locations + self.locations(of: hits).map(\.location)
  }

  /// The entities of all documents whose names have the letters of a query in their order; one entry for each document.
  func symbols(matching query: String) async -> [SymbolInformation] {
    let letters = Array(query.lowercased().filter { !$0.isWhitespace })
    var symbols: [SymbolInformation] = []
    for open in openDocuments where !open.currentRules.isIgnored {
      let (state, entities) = open.entities()
      for entity in entities.entities(in: state.snapshot) where letters.isSubsequence(of: entity.key) {
        let range = state.rope.range(of: entity.mentions[0].range, in: encoding)
        symbols.append(symbol(entity.name, entity.type, Location(uri: open.uri, range: range)))
      }
    }
    let hits = (try? await indexIfMade()?.entities(matching: query, limit: Self.mostSymbols)) ?? []
    symbols += locations(of: hits).map { symbol($0.hit.mention.name, $0.hit.mention.type, $0.location) }
    return Array(symbols.prefix(Self.mostSymbols))
  }

  /// More than anybody reads; who looks for something types another letter.
  private static let mostSymbols = 500

  private func symbol(_ name: String, _ type: String, _ location: Location) -> SymbolInformation {
    SymbolInformation(name: name, kind: .of(type), location: location, containerName: type)
  }

  var openDocuments: [OpenDocument] { withState { Array($0.documents.values) }.sorted { $0.uri.text < $1.uri.text } }

  private func locations(of mentions: [EntityMention], in open: OpenDocument, _ rope: Rope) -> [Location] {
    var cursor = PositionCursor(rope, encoding)
    return mentions.map { Location(uri: open.uri, range: cursor.range(of: $0.range)) }
  }

  /// Where indexed mentions lie; those of open documents and of files that have changed since are left out.
  private func locations(
    of hits: [DocumentIndex.MentionHit]
  ) -> [(hit: DocumentIndex.MentionHit, location: Location)] {
    var ropes: [String: Rope?] = [:]
    return hits.compactMap { hit in
      let uri = DocumentURI(path: hit.document.path)
      guard document(uri) == nil else { return nil }
      let rope = ropes[hit.document.path] ?? Self.rope(of: hit.document)
      ropes[hit.document.path] = .some(rope)
      return rope.map { (hit, Location(uri: uri, range: $0.range(of: hit.mention.range, in: encoding))) }
    }
  }

  private static func rope(of document: IndexedDocument) -> Rope? {
    guard let bytes = try? MappedFile.contents(of: document.path), ContentHash(bytes) == document.content else {
      return nil
    }
    return Rope(utf8: bytes)
  }

  /// The workspace's index; nil where nobody has made one.
  private func indexIfMade() async throws -> PassageIndex? { hasIndex ? try await workspaceIndex() : nil }
}

extension DocumentSymbol.Kind {
  /// The kind under which clients show an entity of a type; prose has none of its own.
  fileprivate static func of(_ type: String) -> DocumentSymbol.Kind {
    switch type {
    case "person": .class
    case "organization": .module
    case "location": .namespace
    case "work": .file
    case "product": .package
    case "event": .function
    case "time": .constant
    default: .variable
    }
  }
}

extension [Character] {
  /// Whether these characters stand in a text in this order, whatever stands between.
  fileprivate func isSubsequence(of text: String) -> Bool {
    var rest = self[...]
    for character in text where character == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}

extension String {
  /// The text with the marks of Markdown escaped.
  fileprivate var escapedForMarkdown: String {
    map { #"\`*_[]<>"#.contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
