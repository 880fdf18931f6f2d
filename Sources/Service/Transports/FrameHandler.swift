import JSONRPC
import NIOCore

/// Turns the bytes of a channel into events, and stops reading while nobody takes them.
final class FrameHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// What the consuming side asks for, as events of the channel, so that all state stays on its event loop.
  enum Control: Sendable {
    /// There is room for more events.
    case demand
    /// Nobody takes events any more.
    case terminated
  }

  private var decoder: FrameDecoder
  private var source: ConnectionEvents.Producer.Source?
  private var isPaused = false
  private var hasHeldRead = false

  init(limits: FrameLimits, source: ConnectionEvents.Producer.Source) {
    decoder = FrameDecoder(limits: limits)
    self.source = source
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    unwrapInboundIn(data).withUnsafeReadableBytes { decoder.append($0) }
    var events: [FrameDecoder.Event] = []
    do {
      while let event = try decoder.next() { events.append(event) }
      deliver(events)
    } catch {
      deliver(events)
      finish(error)
    }
  }

  func read(context: ChannelHandlerContext) {
    if isPaused { hasHeldRead = true } else { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // Half-closed: the peer reads on, so answers still go out.
    if case ChannelEvent.inputClosed? = event as? ChannelEvent { finish() }
    context.fireUserInboundEventTriggered(event)
  }

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
    switch event as? Control {
    case .demand?: resume(context)
    case .terminated?: if source != nil { context.close(promise: nil) }
    case nil: return context.triggerUserOutboundEvent(event, promise: promise)
    }
    promise?.succeed()
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A peer that vanished (reset, broken pipe) ends its session, no more.
    finish()
    context.close(promise: nil)
  }

  private func deliver(_ events: [FrameDecoder.Event]) {
    guard !events.isEmpty, let source else { return }
    if case .stopProducing = source.yield(contentsOf: events) { isPaused = true }
  }

  private func resume(_ context: ChannelHandlerContext) {
    guard source != nil else { return }
    isPaused = false
    if hasHeldRead {
      hasHeldRead = false
      context.read()
    }
  }

  /// Ends the events.
  ///
  /// After an error nothing more is read, the session closes the connection.
  private func finish(_ error: (any Error)? = nil) {
    guard let source else { return }
    self.source = nil
    if let error {
      isPaused = true
      source.finish(error)
    } else {
      source.finish()
    }
  }
}
