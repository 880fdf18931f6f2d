import Foundation
package import Logging

/// The standard streams of a process that speaks a protocol on them.
///
/// Standard output is moved to a private descriptor and descriptor 1 made another name of standard error, so that a stray `print`, of ours
/// or of a library, lands in the log and not between two messages. Standard input is moved too, so that no child process reads from it.
package struct StandardStreams: Sendable {
  /// Where the peer's bytes come from.
  package let input: Int32
  /// Where ours go.
  package let output: Int32

  /// Streams that are there already, for tests and for `--pipe`.
  package init(input: Int32, output: Int32) {
    self.input = input
    self.output = output
  }

  /// Moves the streams.
  ///
  /// To be called once, before anything else uses them.
  package static func guarded() throws(TransportError) -> StandardStreams {
    ignoreBrokenPipes()
    let input = fcntl(0, F_DUPFD_CLOEXEC, 10)
    let output = fcntl(1, F_DUPFD_CLOEXEC, 10)
    guard input >= 0, output >= 0 else { throw .system("use the standard streams", errno) }
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    dup2(nothing, 0)
    if fcntl(2, F_GETFD) < 0 { dup2(nothing, 2) }
    dup2(2, 1)
    close(nothing)
    return StandardStreams(input: input, output: output)
  }

  /// A connection over the streams, which it owns from now on.
  package func connection(
    limits: ConnectionLimits = ConnectionLimits(), logger: Logger
  ) async throws -> ChannelConnection {
    try await ChannelConnection.pipes(
      input: DescriptorPump.pollable(reading: input), output: DescriptorPump.pollable(writing: output),
      limits: limits, logger: logger)
  }
}

/// Makes writing to a closed pipe or socket an error of that call instead of the end of the process.
package func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
