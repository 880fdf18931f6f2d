import Features
import Foundation
import JSON
import LSP
import Options
import Store

/// The line above a document that names the documents like it.
extension Session {
  /// One lens when the workspace's index has similar documents, none otherwise.
  ///
  /// The document is compared as it was when it was opened or last saved: every keystroke would be too often.
  func lenses(of open: OpenDocument) async throws -> [CodeLens] {
    let options = options(for: open.uri).similar
    guard options.codeLens, open.uri.path != nil, hasIndex else { return [] }
    let search = try await workspaceIndex().search()
    let found = try await open.similarDocuments(in: search) {
      try await self.similarDocuments(of: open, count: options.count, minimumScore: options.minimumScore)
    }
    guard let first = found.first else { return [] }
    let more = found.count > 1 ? " and \(found.count - 1) more" : ""
    let start = LSPPosition(line: 0, character: 0)
    let command = Command(
      title: "Similar: \(first.document.title)\(more)", command: StetCommand.showSimilar.rawValue,
      arguments: [["uri": .string(open.uri.text), "position": ["line": 0, "character": 0]]])
    return [CodeLens(range: LSPRange(start: start, end: start), command: command)]
  }

  /// Whether the first workspace folder was ever indexed; looking must not make an index, nor load a model.
  var hasIndex: Bool {
    guard let folder = rootFolder else { return false }
    return FileManager.default.fileExists(
      atPath: IndexLocation.path(ofFolder: folder, directories: server.directories))
  }
}
