package import JSONRPC
import NIOCore

/// The messages that arrive on a connection.
///
/// Iterate it once, with one iterator kept for the life of the session: cancelling the task that iterates, or dropping the iterator before
/// the end, closes the connection.
package struct ConnectionEvents: AsyncSequence, Sendable {
  package typealias Element = FrameDecoder.Event

  typealias Producer = NIOThrowingAsyncSequenceProducer<
    FrameDecoder.Event, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, Delegate
  >

  /// Tells the producing side when there is room again, and when nobody listens any more.
  struct Delegate: NIOAsyncSequenceProducerDelegate {
    let onDemand: @Sendable () -> Void
    let onTermination: @Sendable () -> Void

    func produceMore() { onDemand() }
    func didTerminate() { onTermination() }
  }

  private let producer: Producer

  /// A sequence and the source that feeds it; the source says stop at 8 waiting events and asks for more at 2.
  static func make(_ delegate: Delegate) -> (source: Producer.Source, events: ConnectionEvents) {
    let made = Producer.makeSequence(
      elementType: FrameDecoder.Event.self, failureType: (any Error).self,
      backPressureStrategy: .init(lowWatermark: 2, highWatermark: 8), finishOnDeinit: true, delegate: delegate)
    return (made.source, ConnectionEvents(producer: made.sequence))
  }

  package func makeAsyncIterator() -> Iterator { Iterator(base: producer.makeAsyncIterator()) }

  /// Takes one event after the other.
  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let base: Producer.AsyncIterator

    package mutating func next() async throws -> FrameDecoder.Event? { try await base.next() }
  }
}
