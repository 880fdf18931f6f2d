/// A stream of messages in both directions, whatever carries it.
///
/// Safe to use from any thread. Bytes are bounded in both directions: reading stops while nobody takes the events, and a peer that does
/// not read what it is sent loses the connection.
package protocol MessageConnection: Sendable {
  /// A short name for logs, such as `stdio` or `socket-3`.
  var name: String { get }

  /// What the peer sends, in order; to be iterated once.
  ///
  /// Ends when the peer has nothing more to say (it may still read), and throws `FrameError` when its stream cannot be followed.
  var events: ConnectionEvents { get }

  /// Sends the body of one message. Never waits; does nothing once the connection is closed.
  func send(_ body: [UInt8])

  /// Closes after everything sent so far is written, or after a few seconds if the peer does not read it.
  func close()

  /// Returns when the connection is closed.
  func closed() async
}
