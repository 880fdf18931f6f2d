package import JSON

/// The first request: who is there, what each side can do.
package enum InitializeRequest: LSPRequest {
  package typealias Params = InitializeParams
  package typealias Response = InitializeResult
  package static let method = "initialize"
  package static func ordering(of params: Params) -> Ordering { .global }
}

/// What a client says about itself.
///
/// Everything is optional in practice.
package struct InitializeParams: JSONDecodable, Sendable {
  /// The client's process; the server ends when it does.
  ///
  /// Nil when nobody started the server.
  package let processID: Int?
  package let clientInfo: ClientInfo?
  /// The folders that are open; `rootUri`, then `rootPath`, of older clients count as one.
  package let workspaceFolders: [WorkspaceFolder]
  package let capabilities: ClientCapabilities
  package let initializationOptions: JSONValue?
  /// For reporting progress of the start.
  package let workDoneToken: ProgressToken?

  package init(json: JSONValue) throws(JSONError) {
    guard json.objectValue != nil else { throw .shape("an object", at: "") }
    processID = json.lenient("processId")
    clientInfo = json.lenient("clientInfo")
    workspaceFolders = Self.folders(of: json)
    capabilities = ClientCapabilities(json: json["capabilities"] ?? .null)
    initializationOptions = json["initializationOptions"]
    workDoneToken = json.lenient("workDoneToken")
  }

  private static func folders(of json: JSONValue) -> [WorkspaceFolder] {
    let folders = json["workspaceFolders"]?.arrayValue?.compactMap { try? WorkspaceFolder(json: $0) } ?? []
    guard folders.isEmpty else { return folders }
    let root: DocumentURI? = json.lenient("rootUri") ?? json["rootPath"]?.stringValue.map { DocumentURI(path: $0) }
    return root.map { [WorkspaceFolder(uri: $0, name: $0.text)] } ?? []
  }
}

/// Name and version of the client.
package struct ClientInfo: JSONDecodable, Sendable, Equatable {
  package let name: String
  package let version: String?

  package init(json: JSONValue) throws(JSONError) {
    name = try json.decode("name")
    version = json.lenient("version")
  }
}

/// A folder that is open in the client.
package struct WorkspaceFolder: JSONDecodable, Sendable, Hashable {
  package let uri: DocumentURI
  package let name: String

  package init(uri: DocumentURI, name: String) {
    self.uri = uri
    self.name = name
  }

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decode("uri")
    name = json.lenient("name") ?? ""
  }
}

/// What the server says about itself.
package struct InitializeResult: JSONEncodable, Sendable {
  package let capabilities: ServerCapabilities
  package let name: String
  package let version: String

  package init(capabilities: ServerCapabilities, name: String, version: String) {
    self.capabilities = capabilities
    self.name = name
    self.version = version
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("capabilities", capabilities)
      $0.field("serverInfo", ["name": name, "version": version])
    }
  }
}
