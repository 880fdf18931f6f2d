import Foundation

/// What is known about a path without reading it.
enum FileStatus {
  /// Whether something is at `path`, readable or not.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
