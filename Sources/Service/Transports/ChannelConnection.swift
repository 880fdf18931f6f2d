import JSONRPC
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A connection over a socket or a pair of pipes.
package final class ChannelConnection: MessageConnection {
  package let name: String
  package let events: ConnectionEvents

  private let channel: any Channel
  private let outgoingLimit: Int
  private let logger: Logger
  private let outgoing = Mutex(Outgoing())

  /// What was sent and not written yet.
  private struct Outgoing {
    var bytes = 0
    var isClosed = false
  }

  /// Takes over `channel`.
  ///
  /// Called on its event loop.
  init(channel: any Channel, name: String, limits: ConnectionLimits, logger: Logger) throws {
    self.channel = channel
    self.name = name
    self.logger = logger
    outgoingLimit = limits.outgoingBytes
    let delegate = ConnectionEvents.Delegate(
      onDemand: { channel.triggerUserOutboundEvent(FrameHandler.Control.demand, promise: nil) },
      onTermination: { channel.triggerUserOutboundEvent(FrameHandler.Control.terminated, promise: nil) })
    let (source, events) = ConnectionEvents.make(delegate)
    self.events = events
    try channel.pipeline.syncOperations.addHandler(FrameHandler(limits: limits.frames, source: source))
  }

  package func send(_ body: [UInt8]) {
    switch admit(body.count) {
    case .closed: break
    case .overflow:
      logger.warning("\(name): closed, because the client does not read what it is sent")
      channel.close(promise: nil)
    case .admitted: write(body)
    }
  }

  package func close() {
    let wasClosed = outgoing.withLock { state in
      defer { state.isClosed = true }
      return state.isClosed
    }
    guard !wasClosed else { return }
    // Writes are done in order, so an empty one is done after all others.
    let channel = channel
    channel.writeAndFlush(ByteBuffer()).whenComplete { _ in channel.close(promise: nil) }
    let deadline = channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
    channel.closeFuture.whenComplete { _ in deadline.cancel() }
  }

  package func closed() async { try? await channel.closeFuture.get() }

  private enum Admission { case admitted, overflow, closed }

  /// The limit holds for what waits already: one message may be larger.
  private func admit(_ count: Int) -> Admission {
    outgoing.withLock { state in
      guard !state.isClosed else { return .closed }
      guard state.bytes <= outgoingLimit else {
        state.isClosed = true
        return .overflow
      }
      state.bytes += count
      return .admitted
    }
  }

  private func write(_ body: [UInt8]) {
    var buffer = channel.allocator.buffer(capacity: body.count + 32)
    buffer.writeString(FrameEncoder.header(length: body.count))
    buffer.writeBytes(body)
    channel.writeAndFlush(buffer).whenComplete { [self] _ in
      outgoing.withLock { $0.bytes -= body.count }
    }
  }
}
