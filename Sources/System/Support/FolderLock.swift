import Foundation

/// One process at a time at a file that is replaced as a whole: the lock is on its folder, which stays what it is.
package enum FolderLock {
  /// Runs `body` while no other process or thread holds the lock of the folder that `path` lies in; the system gives it back if the process dies.
  ///
  /// Waits for the holder. Not recursive.
  ///
  /// - Throws: `SupportError` where the folder cannot be opened; what `body` throws.
  package static func hold<Result>(forFile path: String, _ body: () throws -> Result) throws -> Result {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SupportError.posix("open", path: folder, errno: errno) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw SupportError.posix("lock", path: folder, errno: errno) }
    }
    return try body()
  }
}
