import Support

/// A connection that cannot be made or cannot go on.
package struct TransportError: HintedError, Equatable {
  package let code: String
  package let message: String
  package let hint: String

  init(code: String, message: String, hint: String = "") {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// A failed system call, described by `errno`.
  static func system(_ action: String, _ number: Int32, hint: String = "") -> TransportError {
    TransportError(code: "io-error", message: "cannot \(action): \(describe(number))", hint: hint)
  }

  static func pathTooLong(_ path: String) -> TransportError {
    TransportError(
      code: "socket-path-too-long",
      message: "the socket path has \(path.utf8.count) bytes, at most 107 are possible: \(path)",
      hint: "Set XDG_RUNTIME_DIR to a shorter directory.")
  }

  static func alreadyRunning(_ path: String) -> TransportError {
    TransportError(
      code: "already-running", message: "another daemon serves \(path)", hint: "Use it, or stop it first.")
  }

  static let tooManyClients = TransportError(
    code: "too-many-clients", message: "the daemon has as many clients as it takes", hint: "Close another client first."
  )

  static func daemonFailed(log: String) -> TransportError {
    TransportError(code: "daemon-failed", message: "the daemon did not start", hint: "Read \(log).")
  }
}
