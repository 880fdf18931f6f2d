import Dispatch
import Foundation

/// Tells when a process has ended: a server must not outlive the editor that started it.
package final class ParentWatcher: Sendable {
  /// Dispatch sources may be used from any thread; the protocol just does not say so.
  private nonisolated(unsafe) let source: any DispatchSourceProtocol

  /// Calls `onExit` once, on a thread of the system, when the process `id` has ended; soon if there is none.
  package init(process id: Int, onExit: @escaping @Sendable () -> Void) {
    let descriptor = Self.descriptor(of: pid_t(clamping: id))
    source =
      descriptor >= 0
      ? Self.waiting(on: descriptor, onExit) : Self.asking(for: pid_t(clamping: id), onExit)
    source.activate()
  }

  /// Stops watching.
  package func cancel() { source.cancel() }

  deinit { source.cancel() }

  /// A descriptor that becomes readable when the process ends; -1 when there is no such process, or the system does not have them.
  private static func descriptor(of process: pid_t) -> Int32 {
    // Looked up by name: the C library has it since 2.36, and its raw system call is variadic, which Swift does not import.
    guard let symbol = dlsym(nil, "pidfd_open") else { return -1 }
    let open = unsafeBitCast(symbol, to: (@convention(c) (pid_t, UInt32) -> Int32).self)
    return open(process, 0)
  }

  private static func waiting(
    on descriptor: Int32, _ onExit: @escaping @Sendable () -> Void
  ) -> any DispatchSourceProtocol {
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
    source.setCancelHandler { close(descriptor) }
    source.setEventHandler {
      source.cancel()
      onExit()
    }
    return source
  }

  /// Asks every second, where there are no process descriptors.
  private static func asking(
    for process: pid_t, _ onExit: @escaping @Sendable () -> Void
  ) -> any DispatchSourceProtocol {
    let source = DispatchSource.makeTimerSource(queue: .global())
    source.schedule(deadline: .now(), repeating: 1)
    source.setEventHandler {
      guard kill(process, 0) != 0, errno == ESRCH else { return }
      source.cancel()
      onExit()
    }
    return source
  }
}
