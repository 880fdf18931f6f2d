import Foundation

/// An exclusive lock on a file, held while the object lives and given back by the system if the process dies.
package final class FileLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock on the file at `path`, which is created when absent and never removed.
  ///
  /// - Parameter waits: whether to block until the holder gives it back.
  /// - Returns: nil when somebody else holds it and `waits` is false.
  package init?(path: String, waits: Bool) throws(TransportError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .system("open \(path)", errno) }
    while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let number = errno
      Foundation.close(descriptor)
      if number == EWOULDBLOCK { return nil }
      throw .system("lock \(path)", number)
    }
  }

  deinit { Foundation.close(descriptor) }
}
