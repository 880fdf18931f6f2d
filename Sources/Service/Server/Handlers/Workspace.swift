import JSON
import LSP

/// What happens around the documents.
let workspaceNotifications = [
  NotificationHandler(DidChangeConfigurationNotification.self) { params, session in
    // Clients of the new kind send nothing here and want to be asked.
    if let section = params.settings["stet"], !section.isNull { return session.setSettings(section) }
    Task { await session.pullSettings() }
  },
  NotificationHandler(DidChangeWatchedFilesNotification.self) { _, session in session.optionsChanged() },
  NotificationHandler(DidChangeWorkspaceFoldersNotification.self) { params, session in
    session.withState { state in
      state.folders.removeAll { params.removed.contains($0) }
      state.folders += params.added
    }
    session.optionsChanged()
  },
  // What is remembered hangs on the content of sentences, not on paths: nothing moves.
  NotificationHandler(DidRenameFilesNotification.self) { _, _ in },
]
