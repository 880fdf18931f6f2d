import Foundation

/// Unix stream sockets by path.
package enum UnixSocket {
  /// Connects to the socket at `path`; blocks only as long as the listener's queue is full.
  ///
  /// - Returns: the descriptor, which the caller owns.
  /// - Throws: `TransportError`, of code `not-listening` when nobody listens there.
  package static func connect(path: String) throws(TransportError) -> Int32 {
    guard let descriptor = try connectIfListening(path: path) else {
      throw TransportError(
        code: "not-listening", message: "nobody listens at \(path)", hint: "Start the listener first.")
    }
    return descriptor
  }

  /// Connects to the socket at `path`, or returns nil when there is none or nobody listens.
  package static func connectIfListening(path: String) throws(TransportError) -> Int32? {
    let descriptor = try open()
    let result = try withAddress(path) { Foundation.connect(descriptor, $0, $1) }
    guard result != 0 else { return descriptor }
    let number = errno
    Foundation.close(descriptor)
    if number == ENOENT || number == ECONNREFUSED { return nil }
    throw .system("connect to \(path)", number)
  }

  /// A socket bound to `path` that only we may connect to.
  ///
  /// Whatever file is there must have been dealt with.
  static func bind(path: String) throws(TransportError) -> Int32 {
    let descriptor = try open()
    let result = try withAddress(path) { Foundation.bind(descriptor, $0, $1) }
    guard result == 0, chmod(path, 0o600) == 0 else {
      let number = errno
      Foundation.close(descriptor)
      throw .system("bind \(path)", number)
    }
    return descriptor
  }

  private static func open() throws(TransportError) -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { throw .system("make a socket", errno) }
    return descriptor
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(TransportError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // One byte stays for the final zero.
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .pathTooLong(path) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }
}
