import JSONRPC
package import Logging
import NIOCore
import NIOPosix

extension ChannelConnection {
  /// A connection over a connected socket, which it owns from now on, also when this throws.
  package static func socket(
    _ descriptor: Int32, name: String = "socket", limits: ConnectionLimits = ConnectionLimits(), logger: Logger
  ) async throws -> ChannelConnection {
    let made = Slot<ChannelConnection>()
    _ = try await ClientBootstrap(group: EventLoops.shared)
      .channelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          made.value = try ChannelConnection(channel: channel, name: name, limits: limits, logger: logger)
        }
      }
      .withConnectedSocket(descriptor).get()
    return try made.take()
  }

  /// A connection over two pipes, which it owns from now on.
  package static func pipes(
    input: Int32, output: Int32, name: String = "stdio", limits: ConnectionLimits = ConnectionLimits(), logger: Logger
  ) async throws -> ChannelConnection {
    let made = Slot<ChannelConnection>()
    _ = try await NIOPipeBootstrap(group: EventLoops.shared)
      .channelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          made.value = try ChannelConnection(channel: channel, name: name, limits: limits, logger: logger)
        }
      }
      .takingOwnershipOfDescriptors(input: input, output: output).get()
    return try made.take()
  }
}
