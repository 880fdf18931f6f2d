import JSON
import JSONRPC
import Synchronization

/// Watches what a client sends for the way in which it ends its session.
///
/// A server must leave with status 1 after `exit` without `shutdown` (Language Server Protocol 3.18, exit notification), and the
/// process that an editor started is not the one that reads the messages. Thread-safe.
final class ExitObserver: Sendable {
  private struct State {
    var decoder: FrameDecoder? = FrameDecoder()
    var isShutDown = false
    var isAbrupt = false
  }

  private let state = Mutex(State())

  /// Both messages are far shorter; a document's text need not be parsed twice.
  private static let longestMessage = 512

  /// Whether the client said `exit` and had not said `shutdown` before.
  var isAbrupt: Bool { state.withLock { $0.isAbrupt } }

  /// Takes in bytes of the stream; what cannot be followed ends the watch.
  func observe(_ bytes: UnsafeRawBufferPointer) {
    state.withLock { state in
      guard state.decoder != nil else { return }
      state.decoder?.append(bytes)
      do {
        while let event = try state.decoder?.next() { Self.note(event, &state) }
      } catch { state.decoder = nil }
    }
  }

  private static func note(_ event: FrameDecoder.Event, _ state: inout State) {
    guard case .message(let body) = event, body.count <= longestMessage,
      let method = (try? JSONValue(parsing: body))?["method"]?.stringValue
    else { return }
    if method == "shutdown" { state.isShutDown = true }
    if method == "exit" { state.isAbrupt = !state.isShutDown }
  }
}
