import JSONRPC
import NIOCore
import Synchronization

/// One of two ends that hand messages to each other without sockets, bytes or threads.
///
/// For tests and for work within one process. Unlike with channels, what waits for the other end is not bounded. Messages are not framed; a message beyond the other end's limit is not possible.
package final class InProcessConnection: MessageConnection {
  package let name: String
  package let events: ConnectionEvents

  private let source: Mutex<ConnectionEvents.Producer.Source?>
  private let peer = Mutex<InProcessConnection?>(nil)
  private let closing = ClosingSignal()

  private init(_ name: String) {
    self.name = name
    let closing = closing
    let (source, events) = ConnectionEvents.make(.init(onDemand: {}, onTermination: { closing.signal() }))
    self.source = Mutex(source)
    self.events = events
  }

  /// Two ends that are connected with each other.
  package static func pair() -> (InProcessConnection, InProcessConnection) {
    let ends = (InProcessConnection("in-process-a"), InProcessConnection("in-process-b"))
    ends.0.peer.withLock { $0 = ends.1 }
    ends.1.peer.withLock { $0 = ends.0 }
    return ends
  }

  package func send(_ body: [UInt8]) {
    peer.withLock { $0 }?.deliver(.message(body))
  }

  package func close() {
    let other = peer.withLock { peer in
      defer { peer = nil }
      return peer
    }
    other?.hangUp()
    hangUp()
  }

  package func closed() async { await closing.wait() }

  private func deliver(_ event: FrameDecoder.Event) {
    source.withLock { source in _ = source?.yield(event) }
  }

  private func hangUp() {
    peer.withLock { $0 = nil }
    source.withLock { source in
      source?.finish()
      source = nil
    }
    closing.signal()
  }
}
