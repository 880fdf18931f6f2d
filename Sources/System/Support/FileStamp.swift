import Foundation

/// What tells whether a file is still the one that it was, without reading it: its size, the time of its last change and its number.
package struct FileStamp: Sendable, Hashable, CustomStringConvertible {
  /// "none" where there is no file; short, without line breaks.
  package let description: String

  /// Of the file at `path`; what a link leads to.
  package init(path: String) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    description =
      isThere ? "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)" : "none"
  }
}
