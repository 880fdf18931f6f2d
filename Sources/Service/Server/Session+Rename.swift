import Documents
import Features
import Foundation
import LSP
import Text

/// Renaming: what is written for an entity, everywhere, in one edit.
extension Session {
  /// What would be renamed at a position.
  func preparedRename(at position: LSPPosition, in open: OpenDocument) -> PreparedRename? {
    entity(at: position, in: open).map { pointed in
      PreparedRename(
        range: pointed.state.rope.range(of: pointed.mention.range, in: encoding), placeholder: pointed.mention.surface)
    }
  }

  /// The edits that write `newName` wherever the name at a position is written in its document and in the other open documents of its
  /// workspace folder.
  ///
  /// Only this form of the name changes: "Lovelace" stays when "Ada Lovelace" is renamed, since nobody knows what it should become. Places
  /// count that the model did not see but where the same letters stand as a word; places count not where markup runs through the name.
  ///
  /// - Throws: `ServerError` `no-entity` or `name-invalid`.
  func rename(_ params: RenameParams, in open: OpenDocument) throws -> WorkspaceEdit {
    guard let pointed = entity(at: params.position, in: open) else { throw ServerError.noEntity() }
    let name = params.newName.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !name.isEmpty, !name.contains(where: \.isNewline) else { throw ServerError.invalidName() }
    let folder = folder(of: open.uri)
    let documents = openDocuments.filter { $0 === open || folder != nil && self.folder(of: $0.uri) == folder }
    let edits = documents.compactMap { document -> TextDocumentEdit? in
      let (state, edits) = self.edits(of: pointed.mention, to: name, in: document)
      guard !edits.isEmpty else { return nil }
      return TextDocumentEdit(
        textDocument: VersionedDocument(uri: document.uri, version: state.version), edits: edits)
    }
    return WorkspaceEdit(edits, isVersioned: capabilities.takesDocumentChanges)
  }

  private func edits(
    of renamed: EntityMention, to name: String, in open: OpenDocument
  ) -> (OpenDocument.State, [LSP.TextEdit]) {
    let (state, entities) = open.entities()
    let places = NameOccurrences(of: renamed, in: state.snapshot, entities: entities).places
    var cursor = PositionCursor(state.rope, encoding)
    return (
      state,
      places.map { place in
        LSP.TextEdit(
          range: cursor.range(of: place.range), newText: Self.spelled(name, like: place.surface, of: renamed))
      }
    )
  }

  /// The new name as this place would write it: in capitals where the old one was, with the article that stands there.
  private static func spelled(_ name: String, like surface: String, of renamed: EntityMention) -> String {
    let (own, all) = (surface.hasPrefix("The ") || surface.hasPrefix("the "), renamed.surface)
    let hadArticle = all.lowercased().hasPrefix("the ")
    if own, !hadArticle, !name.lowercased().hasPrefix("the ") { return surface.prefix(4) + name }
    if surface == surface.uppercased(), all != all.uppercased() { return name.uppercased() }
    return name
  }

  /// The workspace folder that a document lies in.
  private func folder(of uri: DocumentURI) -> String? {
    guard let path = uri.path else { return nil }
    return withState { $0.folders.compactMap(\.uri.path) }.first { path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
  }
}

extension ServerError {
  static func noEntity() -> ServerError {
    ServerError(
      code: "no-entity", message: "there is no name here that the model has found",
      hint: "Place the cursor on a coloured name.")
  }

  static func invalidName() -> ServerError {
    ServerError(code: "name-invalid", message: "the new name is empty or has a line end", hint: "Give it on one line.")
  }
}
