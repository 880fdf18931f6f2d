import Foundation
import JSONRPC
import Logging
import NIOCore
import Synchronization

/// Decides who becomes a client: only our own user, and only so many.
final class Admission: Sendable {
  let connections: AsyncStream<any MessageConnection>

  private let maximumClients: Int
  private let limits: ConnectionLimits
  private let logger: Logger
  private let arrivals: AsyncStream<any MessageConnection>.Continuation
  private let state = Mutex((count: 0, nextNumber: 1))

  init(maximumClients: Int, limits: ConnectionLimits, logger: Logger) {
    self.maximumClients = maximumClients
    self.limits = limits
    self.logger = logger
    // Holds at most `maximumClients` elements.
    (connections, arrivals) = AsyncStream.makeStream()
  }

  var count: Int { state.withLock { $0.count } }

  func finish() { arrivals.finish() }

  /// Makes `channel` a connection, or answers and closes it.
  ///
  /// Runs on its event loop.
  func admit(_ channel: any Channel) -> EventLoopFuture<Void> {
    PeerCredentials.read(from: channel).flatMapThrowing { [self] peer in
      guard peer.user == geteuid() else {
        logger.warning("refused a connection of user \(peer.user)")
        throw TransportError(code: "foreign-user", message: "the socket belongs to another user")
      }
      let number = reserve()
      if number != nil { channel.closeFuture.whenComplete { [self] _ in state.withLock { $0.count -= 1 } } }
      let connection = try ChannelConnection(
        channel: channel, name: number.map { "socket-\($0)" } ?? "surplus", limits: limits, logger: logger)
      guard number != nil else { return refuse(connection, channel) }
      arrivals.yield(connection)
    }
  }

  /// The number of a new client, nil when there are enough.
  private func reserve() -> Int? {
    state.withLock { state in
      guard state.count < maximumClients else { return nil }
      state.count += 1
      defer { state.nextNumber += 1 }
      return state.nextNumber
    }
  }

  private func refuse(_ connection: ChannelConnection, _ channel: any Channel) {
    logger.warning("refused a client: \(maximumClients) are connected")
    // The channel is not active inside its initialiser; the answer goes out right after.
    channel.eventLoop.execute {
      connection.send(
        MessageEncoder.failure(id: nil, error: ResponseError(.requestFailed, TransportError.tooManyClients)))
      connection.close()
    }
    // Nobody else holds the connection, and it closes at once when it is dropped.
    channel.closeFuture.whenComplete { _ in withExtendedLifetime(connection) {} }
  }
}
