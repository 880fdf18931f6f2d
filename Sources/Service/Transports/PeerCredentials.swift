import Foundation
import NIOCore

/// Who is at the other end of a Unix socket, as the kernel knows it: `struct ucred` of unix(7).
struct PeerCredentials: Sendable {
  var process: Int32 = 0
  var user: UInt32 = 0
  var group: UInt32 = 0

  /// The credentials of the peer of `channel`.
  static func read(from channel: any Channel) -> EventLoopFuture<PeerCredentials> {
    guard let provider = channel as? any SocketOptionProvider else {
      return channel.eventLoop.makeFailedFuture(TransportError(code: "io-error", message: "not a socket"))
    }
    return provider.unsafeGetSocketOption(level: .socket, name: .init(rawValue: SO_PEERCRED))
  }
}
