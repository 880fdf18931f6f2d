import Foundation

/// Replaces files so that a reader, or a machine that loses power, sees the old content or the new one, never a mixture.
package enum AtomicFile {
  /// Writes `bytes` to a new file in the same folder, flushes it and renames it over `path`.
  ///
  /// The permissions of an existing file stay, and its owner and group where the process may set them. A symbolic link stays a link: the file it
  /// points to is replaced. Other hard links to the file keep the old content.
  /// - Throws: `SupportError`; the file is then untouched and nothing is left behind.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    let target = try resolve(path)
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      throw SupportError(
        code: "io-error", message: "\(path) is not a regular file", hint: "Name a file, not a folder or a device.")
    }
    let temporary = "\(target).\(String(UInt64.random(in: .min ... .max), radix: 36))~"
    do {
      try create(temporary, bytes, like: exists ? status : nil)
      guard rename(temporary, target) == 0 else { throw SupportError.posix("replace", path: path, errno: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Follows the symbolic links of an existing `path`; one that does not exist stands for itself.
  private static func resolve(_ path: String) throws -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    var status = stat()
    if errno == ENOENT, lstat(path, &status) != 0 { return path }
    throw SupportError.posix("follow", path: path, errno: errno == 0 ? ENOENT : errno)
  }

  private static func create(_ path: String, _ bytes: [UInt8], like old: stat?) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SupportError.posix("create", path: path, errno: errno) }
    defer { close(descriptor) }
    if let old {
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      guard fchmod(descriptor, old.st_mode & 0o7777) == 0 else {
        throw SupportError.posix("set the permissions of", path: path, errno: errno)
      }
    }
    try bytes.withUnsafeBytes { try write($0, to: descriptor, path: path) }
    guard fsync(descriptor) == 0 else { throw SupportError.posix("flush", path: path, errno: errno) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw SupportError.posix("write", path: path, errno: errno)
      }
      rest = rest.dropFirst(count)
    }
  }
}
