import NIOPosix

/// The one thread that moves all bytes.
///
/// It only cuts frames; everything slow runs elsewhere.
enum EventLoops {
  static let shared = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
