package import JSON

/// Files changed on disk.
package enum DidChangeWatchedFilesNotification: LSPNotification {
  package typealias Params = DidChangeWatchedFilesParams
  package static let method = "workspace/didChangeWatchedFiles"
  package static func ordering(of params: Params) -> Ordering { .global }
}

/// Which files, and how.
package struct DidChangeWatchedFilesParams: JSONDecodable, Sendable {
  /// What happened to one file.
  package struct Change: JSONDecodable, Sendable {
    /// What happened.
    package enum Kind: Int, Sendable, JSONDecodable, JSONEncodable {
      case created = 1
      case changed, deleted
    }

    package let uri: DocumentURI
    package let kind: Kind

    package init(json: JSONValue) throws(JSONError) {
      uri = try json.decode("uri")
      kind = try json.decode("type")
    }
  }

  package let changes: [Change]

  package init(json: JSONValue) throws(JSONError) { changes = try json.decode("changes") }
}

/// Folders were opened or closed.
package enum DidChangeWorkspaceFoldersNotification: LSPNotification {
  package typealias Params = DidChangeWorkspaceFoldersParams
  package static let method = "workspace/didChangeWorkspaceFolders"
  package static func ordering(of params: Params) -> Ordering { .global }
}

/// Which folders.
package struct DidChangeWorkspaceFoldersParams: JSONDecodable, Sendable {
  package let added: [WorkspaceFolder]
  package let removed: [WorkspaceFolder]

  package init(json: JSONValue) throws(JSONError) {
    let event = try json.decode("event", as: JSONValue.self)
    added = event.lenient("added") ?? []
    removed = event.lenient("removed") ?? []
  }
}

/// Files were renamed in the client.
package enum DidRenameFilesNotification: LSPNotification {
  package typealias Params = RenameFilesParams
  package static let method = "workspace/didRenameFiles"
  package static func ordering(of params: Params) -> Ordering { .global }
}

/// Old and new names.
package struct RenameFilesParams: JSONDecodable, Sendable {
  /// One file or folder.
  package struct Rename: JSONDecodable, Sendable {
    package let oldURI: DocumentURI
    package let newURI: DocumentURI

    package init(json: JSONValue) throws(JSONError) {
      oldURI = try json.decode("oldUri")
      newURI = try json.decode("newUri")
    }
  }

  package let files: [Rename]

  package init(json: JSONValue) throws(JSONError) { files = try json.decode("files") }
}
