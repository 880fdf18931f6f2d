import Foundation

/// Where Stet keeps its files, by the XDG base directory specification.
///
/// Every path is absolute and has no trailing slash. Nothing is created here.
package struct Directories: Sendable {
  /// Sockets and locks of running daemons.
  package let runtime: String
  /// Results that can be computed again: the sentence cache.
  package let cache: String
  /// What the user would miss: dictionaries, dismissed findings, registered models.
  package let data: String
  /// The user's own configuration.
  package let config: String

  /// Reads the directories from an environment; relative values count as unset, as the specification demands.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    func base(_ variable: String, _ fallback: String) -> String {
      if let value = environment[variable], value.hasPrefix("/") { return value + "/stet" }
      return home + fallback + "/stet"
    }
    cache = base("XDG_CACHE_HOME", "/.cache")
    data = base("XDG_DATA_HOME", "/.local/share")
    config = base("XDG_CONFIG_HOME", "/.config")
    if let value = environment["XDG_RUNTIME_DIR"], value.hasPrefix("/") {
      runtime = value + "/stet"
    } else {
      runtime = home + "/.cache/stet"
    }
  }

  /// The daemon's Unix socket.
  package var socket: String { runtime + "/stet.sock" }
}
