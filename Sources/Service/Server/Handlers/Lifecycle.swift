import Foundation
import JSON
import JSONRPC
import LSP
import Logging
import Options
import Transports

/// The beginning and the end of a session.
let lifecycleRequests = [
  RequestHandler(inOrder: InitializeRequest.self) { params, session in session.initialize(params) },
  RequestHandler(inOrder: ShutdownRequest.self) { _, session in
    session.withState { state in
      state.phase = .shutDown
      state.wasShutDown = true
    }
    return NoResult()
  },
]

let lifecycleNotifications = [
  NotificationHandler(InitializedNotification.self) { _, session in session.initialized() },
  NotificationHandler(ExitNotification.self) { _, session in session.withState { $0.phase = .exited } },
  NotificationHandler(CancelNotification.self) { params, session in session.requests.cancel(params.id) },
  NotificationHandler(SetTraceNotification.self) { _, _ in },
  NotificationHandler(WorkDoneProgressCancelNotification.self) { params, session in
    session.withState { $0.progress[params.token] }?()
  },
]

extension Session {
  fileprivate func initialize(_ params: InitializeParams) -> InitializeResult {
    let encoding = params.capabilities.positionEncoding
    withState { state in
      state.phase = .running
      state.client = [params.clientInfo?.name, params.clientInfo?.version].compactMap { $0 }.joined(separator: " ")
      state.capabilities = params.capabilities
      state.encoding = encoding
      state.folders = params.workspaceFolders
      state.settings = params.initializationOptions
      // A session must not outlive the editor that began it.
      state.parent = params.processID.map { id in ParentWatcher(process: id) { [weak self] in self?.disconnect() } }
    }
    log.info("a session begins", metadata: ["client": "\(params.clientInfo?.name ?? "unknown")"])
    return InitializeResult(
      capabilities: serverCapabilities(params.capabilities, encoding), name: "stet", version: Server.version)
  }

  private func serverCapabilities(_ client: ClientCapabilities, _ encoding: LSP.PositionEncoding) -> ServerCapabilities
  {
    var server = ServerCapabilities(positionEncoding: encoding)
    server.hover = true
    server.codeLens = true
    server.documentSymbols = true
    server.selectionRanges = true
    server.inlineCompletions = true
    server.completions = true
    server.codeActionKinds = [CodeActionKind.quickFix.rawValue, CodeActionKind.fixAll.rawValue]
    server.resolvesCodeActions = client.resolvesCodeActionEdits
    server.commands = StetCommand.allCases.map(\.rawValue)
    if self.server.findsNames { offerEntities(&server, client) }
    if pullsDiagnostics {
      server.diagnostics = ServerCapabilities.DiagnosticOptions(
        identifier: "stet", interFileDependencies: false, workspaceDiagnostics: false)
    }
    return server
  }

  /// What only a model can do that finds names: without one an editor must not ask for it.
  private func offerEntities(_ server: inout ServerCapabilities, _ client: ClientCapabilities) {
    server.documentHighlights = true
    server.references = true
    server.workspaceSymbols = true
    server.inlayHints = true
    server.rename = (isOffered: true, prepares: client.preparesRename)
    server.semanticTokenTypes = TokenLegend.types
  }

  fileprivate func initialized() {
    Task { [self] in
      var registrations: [Registration] = []
      if capabilities.registersConfiguration {
        registrations.append(.configuration(id: "stet-configuration", section: "stet"))
      }
      if capabilities.registersWatchedFiles {
        registrations.append(
          .watchedFiles(id: "stet-files", globs: ["**/\(Options.fileName)", "**/.stet-dictionary.txt"]))
      }
      if !registrations.isEmpty {
        _ = try? await ask(RegisterCapabilityRequest.self, RegistrationParams(registrations: registrations))
      }
      await pullSettings()
    }
  }
}
