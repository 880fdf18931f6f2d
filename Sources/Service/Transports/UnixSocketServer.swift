import Foundation
import JSONRPC
package import Logging
import NIOCore
import NIOPosix
import Synchronization

/// The listening end of the daemon's socket.
///
/// It belongs to the user alone: the directory has mode 0700, the socket 0600, and the kernel is asked who connects. A lock file beside the
/// socket is held as long as the server lives, so a socket file without its lock is a leftover and is replaced.
package final class UnixSocketServer: Sendable {
  /// Clients as they connect; ends when the server is closed.
  package let connections: AsyncStream<any MessageConnection>

  private let path: String
  private let lock: FileLock
  private let listener: any Channel
  private let admission: Admission

  private init(path: String, lock: FileLock, listener: any Channel, admission: Admission) {
    self.path = path
    self.lock = lock
    self.listener = listener
    self.admission = admission
    connections = admission.connections
  }

  /// Listens at `path`.
  ///
  /// - Throws: `TransportError`: `already-running`, `socket-path-too-long`, `unsafe-directory`, `io-error`.
  package static func listen(
    path: String, maximumClients: Int = 64, limits: ConnectionLimits = ConnectionLimits(), logger: Logger
  ) async throws -> UnixSocketServer {
    try PrivateDirectory.prepare((path as NSString).deletingLastPathComponent)
    guard let lock = try FileLock(path: path + ".lock", waits: false) else { throw TransportError.alreadyRunning(path) }
    try removeLeftover(path)
    let admission = Admission(maximumClients: maximumClients, limits: limits, logger: logger)
    let listener = try await ServerBootstrap(group: EventLoops.shared)
      .serverChannelOption(ChannelOptions.backlog, value: 64)
      .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { admission.admit($0) }
      .withBoundSocket(UnixSocket.bind(path: path)).get()
    return UnixSocketServer(path: path, lock: lock, listener: listener, admission: admission)
  }

  /// How many clients are connected.
  package var clientCount: Int { admission.count }

  /// Stops listening and removes the socket; connections live on.
  package func close() async {
    // Removed before the lock goes with `self`, so a successor's socket is never removed.
    unlink(path)
    try? await listener.close().get()
    admission.finish()
  }

  /// Only sockets are removed: a file of another kind at this path is somebody's data.
  private static func removeLeftover(_ path: String) throws(TransportError) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return }
    if unlink(path) != 0 { throw .system("remove \(path)", errno) }
  }
}
