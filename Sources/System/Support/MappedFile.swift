import Foundation

/// A file mapped read-only into memory for as long as the object lives.
///
/// `@unchecked Sendable`: the mapping is never written to and its address never changes after `init`.
package final class MappedFile: @unchecked Sendable {
  /// The whole file.
  ///
  /// Valid while `self` is alive; empty for an empty file.
  package let bytes: UnsafeRawBufferPointer

  /// Maps the regular file at `path`.
  ///
  /// - Throws: `SupportError` when it cannot be opened, is not a regular file, or cannot be mapped.
  package init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SupportError.posix("open", path: path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SupportError.posix("read", path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SupportError(code: "io-error", message: "\(path) is not a regular file")
    }
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw SupportError.posix("map", path: path, errno: errno)
    }
    bytes = UnsafeRawBufferPointer(start: address, count: count)
  }

  /// A copy of a whole file's bytes.
  ///
  /// - Throws: as `init`.
  package static func contents(of path: String) throws -> [UInt8] {
    let file = try MappedFile(path: path)
    // The buffer does not keep the mapping alive; the file must outlive the copying.
    return withExtendedLifetime(file) { [UInt8](file.bytes) }
  }

  deinit {
    if let address = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: address), bytes.count) }
  }
}
