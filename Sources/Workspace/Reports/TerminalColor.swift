import Foundation

/// When output is coloured: the value of `--color`.
package enum TerminalColor: String, Sendable, CaseIterable {
  case auto, always, never

  /// Whether to colour what goes to `descriptor`.
  ///
  /// An explicit choice counts first, then `NO_COLOR` (no-color.org), then `CLICOLOR_FORCE` (bixense.com/clicolors), then whether a terminal that is
  /// not `dumb` listens.
  package func isOn(
    for descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Bool {
    isOn(isTerminal: isatty(descriptor) == 1, environment: environment)
  }

  func isOn(isTerminal: Bool, environment: [String: String]) -> Bool {
    func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if isSet("NO_COLOR") { return false }
      if isSet("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" { return true }
      return isTerminal && environment["TERM"] != "dumb"
    }
  }
}

/// The columns of the terminal behind `descriptor`, or nil when it is none.
package func terminalWidth(_ descriptor: Int32) -> Int? {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}
