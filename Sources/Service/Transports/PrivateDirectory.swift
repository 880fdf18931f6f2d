import Foundation

/// A directory that only we may look into: the socket in it is as safe as the directory is.
enum PrivateDirectory {
  /// Creates the directory at `path` with mode 0700, or checks the one that is there.
  ///
  /// One of ours that others may read is closed to them; one that others may write to, or of another owner, or a symbolic link, is
  /// refused.
  static func prepare(_ path: String) throws(TransportError) {
    let parent = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw .system("create \(path)", errno) }
    var status = stat()
    guard lstat(path, &status) == 0 else { throw .system("examine \(path)", errno) }
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else {
      throw TransportError(
        code: "unsafe-directory", message: "\(path) is not a directory of ours that only we may change",
        hint: "Remove it, or set XDG_RUNTIME_DIR to a directory of your own with mode 0700.")
    }
    if status.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 { throw .system("protect \(path)", errno) }
  }
}
