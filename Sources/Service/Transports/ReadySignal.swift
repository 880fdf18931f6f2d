import Foundation

/// How a daemon tells whoever started it that its socket accepts: one byte down an inherited pipe.
package struct ReadySignal: Sendable {
  private let descriptor: Int32

  /// The writing end, as `--ready-fd` named it.
  package init(descriptor: Int32) { self.descriptor = descriptor }

  /// Signals and closes the pipe.
  ///
  /// A starter that went away does not matter.
  package func send() {
    var byte: UInt8 = 1
    _ = write(descriptor, &byte, 1)
    close(descriptor)
  }
}
