import Foundation
import Synchronization

/// Whether a person pressed Ctrl-C, or the system asked the process to end.
///
/// The first time work may come to an orderly end; the second time the process ends at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Whether it happened.
  static var happened: Bool { flag.load(ordering: .relaxed) }

  /// Starts to listen.
  static func listen() {
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in Interruption.note() }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
  }

  /// Only what a signal handler may do: it stores an atomic flag.
  private static func note() { flag.store(true, ordering: .relaxed) }
}
