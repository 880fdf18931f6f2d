import Foundation

/// Carries bytes between a pair of streams and a socket, as they are: what `stet lsp` does once it has joined the daemon.
package struct Shuttle: Sendable {
  private let input: Int32
  private let output: Int32
  private let socket: Int32

  /// A shuttle between `input` and `output` on one side and `socket` on the other.
  ///
  /// The caller keeps owning the descriptors.
  package init(input: Int32, output: Int32, socket: Int32) {
    self.input = input
    self.output = output
    self.socket = socket
  }

  /// Carries bytes until the socket has nothing more to say or the output is gone.
  ///
  /// Blocks.
  ///
  /// The end of the input is passed on as the end of what we send, so that the daemon still answers what it has read. A thread may stay
  /// behind that waits for input; it ends with the process or with the input.
  ///
  /// - Returns: false when the client said `exit` without `shutdown`.
  @discardableResult
  package func run() -> Bool {
    ignoreBrokenPipes()
    let (input, socket) = (input, socket)
    let observer = ExitObserver()
    Thread {
      if DescriptorPump.copy(from: input, to: socket, observe: observer.observe) { shutdown(socket, Int32(SHUT_WR)) }
    }.start()
    DescriptorPump.copy(from: socket, to: output)
    shutdown(socket, Int32(SHUT_RDWR))
    return !observer.isAbrupt
  }
}
