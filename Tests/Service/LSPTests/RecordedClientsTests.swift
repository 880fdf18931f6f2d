import Foundation
import JSON
import LSP
import Testing

/// The `initialize` params that real clients sent, recorded outside the repository.
@Suite struct RecordedClientsTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../../shared/clients/caps"
  )
  .standardized.path
  static let isThere = FileManager.default.fileExists(atPath: folder)

  struct Client: Sendable {
    let name: String
    let encoding: PositionEncoding
    let pulls: Bool
    let resolvesEdits: Bool
    let documentChanges: Bool
    let inline: Bool
  }

  static let clients: [Client] = [
    Client(
      name: "nvim-bookworm", encoding: .utf16, pulls: false, resolvesEdits: true, documentChanges: false, inline: false),
    Client(
      name: "nvim-trixie", encoding: .utf16, pulls: true, resolvesEdits: true, documentChanges: false, inline: false),
    Client(name: "nvim-forky", encoding: .utf8, pulls: true, resolvesEdits: true, documentChanges: false, inline: true),
    Client(name: "eglot28", encoding: .utf16, pulls: false, resolvesEdits: false, documentChanges: true, inline: false),
    Client(name: "eglot30", encoding: .utf8, pulls: false, resolvesEdits: true, documentChanges: true, inline: false),
    Client(name: "lspmode8", encoding: .utf16, pulls: false, resolvesEdits: true, documentChanges: true, inline: false),
    Client(name: "lspmode10", encoding: .utf8, pulls: true, resolvesEdits: true, documentChanges: true, inline: false),
    Client(name: "helix", encoding: .utf8, pulls: true, resolvesEdits: true, documentChanges: true, inline: false),
    Client(name: "ale", encoding: .utf16, pulls: false, resolvesEdits: false, documentChanges: false, inline: false),
    Client(name: "kate", encoding: .utf16, pulls: false, resolvesEdits: false, documentChanges: false, inline: false),
    Client(name: "jl", encoding: .utf16, pulls: false, resolvesEdits: false, documentChanges: false, inline: false),
  ]

  @Test(.enabled(if: isThere, "../shared/clients/caps is absent"), arguments: clients)
  func `says what the client can do`(client: Client) throws {
    let bytes = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(client.name).json"))
    let params = try InitializeParams(json: JSONValue(parsing: Array(bytes)))
    let found = params.capabilities
    #expect(found.positionEncoding == client.encoding)
    #expect(found.pullsDiagnostics == client.pulls)
    #expect(found.resolvesCodeActionEdits == client.resolvesEdits)
    #expect(found.takesDocumentChanges == client.documentChanges)
    #expect(found.showsInlineCompletions == client.inline)
    #expect(found.takesCodeActionLiterals == (client.name != "jl"))
    #expect(params.workspaceFolders.map(\.uri.path) == ["/workspace"])
  }
}
