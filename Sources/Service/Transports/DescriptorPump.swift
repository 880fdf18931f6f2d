import Foundation

/// Copies bytes between descriptors with blocking calls on a thread of its own.
enum DescriptorPump {
  /// `descriptor` itself when it can be waited for without blocking, else a pipe that a thread fills from it: regular files and some
  /// devices cannot be polled, and a session may well be replayed from a file.
  static func pollable(reading descriptor: Int32) throws(TransportError) -> Int32 {
    guard !isPollable(descriptor) else { return descriptor }
    let (reading, writing) = try openPipe()
    start(from: descriptor, to: writing)
    return reading
  }

  /// `descriptor` itself, or a pipe that a thread empties into it.
  static func pollable(writing descriptor: Int32) throws(TransportError) -> Int32 {
    guard !isPollable(descriptor) else { return descriptor }
    let (reading, writing) = try openPipe()
    start(from: reading, to: descriptor)
    return writing
  }

  /// Copies until the end of `source` or a failure of either side.
  ///
  /// - Parameter observe: sees every piece before it is written.
  /// - Returns: whether the source ended, not the destination.
  @discardableResult
  static func copy(
    from source: Int32, to destination: Int32, observe: (UnsafeRawBufferPointer) -> Void = { _ in }
  ) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(source, buffer.baseAddress, buffer.count)
      if count < 0, canRetry(source, errno, POLLIN) { continue }
      guard count > 0 else { return true }
      observe(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      guard writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: destination) else { return false }
    }
  }

  private static func writeAll(_ bytes: UnsafeRawBufferPointer, to destination: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = write(destination, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      if count < 0, !canRetry(destination, errno, POLLOUT) { return false }
      offset += max(0, count)
    }
    return true
  }

  /// Whether the call that failed with `number` is worth repeating; waits for a descriptor that somebody made non-blocking.
  private static func canRetry(_ descriptor: Int32, _ number: Int32, _ event: Int32) -> Bool {
    if number == EINTR { return true }
    guard number == EAGAIN || number == EWOULDBLOCK else { return false }
    var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    return poll(&request, 1, -1) >= 0 || errno == EINTR
  }

  private static func isPollable(_ descriptor: Int32) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return true }
    let kind = status.st_mode & S_IFMT
    return kind == S_IFIFO || kind == S_IFSOCK
  }

  private static func start(from source: Int32, to destination: Int32) {
    Thread {
      copy(from: source, to: destination)
      close(source)
      close(destination)
    }.start()
  }
}
