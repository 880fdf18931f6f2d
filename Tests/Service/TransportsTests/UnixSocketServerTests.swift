import Foundation
import JSON
import JSONRPC
import Support
import Testing
import Transports

@Suite(.timeLimit(.minutes(1))) struct UnixSocketServerTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  func mode(_ path: String) throws -> UInt32 {
    var status = stat()
    try #require(lstat(path, &status) == 0)
    return status.st_mode & 0o777
  }

  /// What a raw client reads after it has sent `text` and no more.
  func conversation(_ text: String) async throws -> String {
    let path = directory.socket
    let bytes = try await blocking {
      let descriptor = try UnixSocket.connect(path: path)
      defer { close(descriptor) }
      writeAll(text, to: descriptor)
      shutdown(descriptor, Int32(SHUT_WR))
      return readAll(descriptor)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `only we may reach the socket, and it disappears with the server`() async throws {
    let (server, task) = try await echoServer(directory.socket)
    #expect(try mode(directory.path + "/run") == 0o700)
    #expect(try mode(directory.socket) == 0o600)
    #expect(try await conversation("Content-Length: 2\r\n\r\n{}") == "Content-Length: 2\r\n\r\n{}")
    await server.close()
    await task.value
    #expect(!FileManager.default.fileExists(atPath: directory.socket))
    #expect(try UnixSocket.connectIfListening(path: directory.socket) == nil)
    #expect(
      #expect(throws: TransportError.self) { try UnixSocket.connect(path: directory.socket) }?.code == "not-listening")
  }

  @Test func `a second server is refused while the first lives`() async throws {
    let (server, task) = try await echoServer(directory.socket)
    let path = directory.socket
    let error = await #expect(throws: TransportError.self) { try await echoServer(path) }
    #expect(error?.code == "already-running")
    #expect(try await conversation("Content-Length: 1\r\n\r\n1").hasSuffix("1"))
    await server.close()
    await task.value
  }

  @Test func `a socket left behind by a crash is replaced, another file is not`() async throws {
    try FileManager.default.createDirectory(atPath: directory.path + "/run", withIntermediateDirectories: true)
    chmod(directory.path + "/run", 0o755)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: directory.socket.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    close(descriptor)
    #expect(try UnixSocket.connectIfListening(path: directory.socket) == nil)

    let (server, task) = try await echoServer(directory.socket)
    #expect(try mode(directory.path + "/run") == 0o700)
    #expect(try await conversation("Content-Length: 1\r\n\r\n1").hasSuffix("1"))
    await server.close()
    await task.value
    // The lock goes with the server, which the task and this test let go of.
    try "data".write(toFile: directory.socket, atomically: false, encoding: .utf8)
    let path = directory.socket
    _ = await #expect(throws: TransportError.self) { try await echoServer(path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "data")
  }

  @Test func `an unsafe directory and a long path are refused`() async throws {
    let open = directory.path + "/open"
    try FileManager.default.createDirectory(atPath: open, withIntermediateDirectories: true)
    chmod(open, 0o777)
    symlink(directory.path, directory.path + "/link")
    try "".write(toFile: directory.path + "/file", atomically: false, encoding: .utf8)
    let long = directory.path + "/" + String(repeating: "x", count: 100) + "/s"
    for (path, code) in [
      (open + "/s", "unsafe-directory"), (directory.path + "/link/s", "unsafe-directory"),
      (directory.path + "/file/s", "unsafe-directory"),
      (long, "socket-path-too-long"),
    ] {
      let error = await #expect(throws: TransportError.self) { try await echoServer(path) }
      #expect(error?.code == code)
      #expect(error?.hint.isEmpty == false)
    }
    #expect(#expect(throws: TransportError.self) { try UnixSocket.connect(path: long) }?.code == "socket-path-too-long")
  }

  @Test func `one client too many is told so, and may come back later`() async throws {
    let (server, task) = try await echoServer(directory.socket, maximumClients: 2)
    let first = try await client(directory.socket)
    let second = try await client(directory.socket)
    // An iterator that is dropped closes its connection.
    var iterators = [first.events.makeAsyncIterator(), second.events.makeAsyncIterator()]
    for (index, connection) in [first, second].enumerated() {
      connection.send([UInt8]("hello"))
      #expect(try await iterators[index].next() == .message([UInt8]("hello")))
    }
    #expect(server.clientCount == 2)
    let surplus = try await client(directory.socket)
    var events: [FrameDecoder.Event] = []
    for try await event in surplus.events { events.append(event) }
    guard case .message(let body)? = events.first else { return #expect(Bool(false), "no answer") }
    #expect(try JSONValue(parsing: body)["error"]["data"]["code"] == "too-many-clients")
    #expect(events.count == 1)
    first.close()
    await first.closed()
    second.close()
    await second.closed()
    await server.close()
    await task.value
  }

  @Test func `a broken stream ends one session, a too large message none`() async throws {
    let limits = ConnectionLimits(frames: FrameLimits(messageBytes: 100))
    let (server, task) = try await echoServer(directory.socket, limits: limits)
    let other = try await client(directory.socket)
    #expect(try await conversation("garbage\r\n\r\n") == "Content-Length: 6\r\n\r\nbroken")
    let large = #"{"id":9,"text":""# + String(repeating: "x", count: 5000) + #""}"#
    let answer = try await conversation(
      "Content-Length: \(large.utf8.count)\r\n\r\n\(large)Content-Length: 2\r\n\r\n{}")
    #expect(answer.contains(#""id":9,"error":{"code":-32600"#))
    #expect(answer.hasSuffix("Content-Length: 2\r\n\r\n{}"))
    #expect(try await conversation("Content-Length: 5\r\n\r\n{}") == "")
    other.send([UInt8]("still here"))
    var iterator = other.events.makeAsyncIterator()
    #expect(try await iterator.next() == .message([UInt8]("still here")))
    other.close()
    await server.close()
    await task.value
  }

  @Test func `a client that does not read is disconnected, others notice nothing`() async throws {
    let limits = ConnectionLimits(outgoingBytes: 1 << 20)
    let server = try await UnixSocketServer.listen(path: directory.socket, limits: limits, logger: quiet)
    var arrivals = server.connections.makeAsyncIterator()
    let deaf = try UnixSocket.connect(path: directory.socket)
    let victim = try #require(await arrivals.next())
    let reader = try await client(directory.socket)
    let served = try #require(await arrivals.next())
    // Far more than limit and kernel buffers; sending returns at once each time.
    for _ in 0..<100 { victim.send([UInt8](repeating: 1, count: 100_000)) }
    await victim.closed()
    served.send([UInt8]("news"))
    var iterator = reader.events.makeAsyncIterator()
    #expect(try await iterator.next() == .message([UInt8]("news")))
    close(deaf)
    reader.close()
    await server.close()
  }

  @Test func `what nobody takes is not read without bound`() async throws {
    let server = try await UnixSocketServer.listen(path: directory.socket, logger: quiet)
    var arrivals = server.connections.makeAsyncIterator()
    let descriptor = try UnixSocket.connect(path: directory.socket)
    let connection = try #require(await arrivals.next())
    // Writes until the kernel takes no more, which only happens because the server stopped reading.
    let sent = try await blocking { () -> Int in
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      let frame = FrameEncoder.frame([UInt8](repeating: 0x20, count: 50_000))
      var total = 0
      while total < 1 << 30 {
        let count = write(descriptor, frame, frame.count)
        // A short write means the buffers are full; so does a failure after the server had its chance to read.
        if count == frame.count {
          total += count
          continue
        }
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if count > 0 || poll(&request, 1, 500) == 0 { break }
      }
      return total
    }
    #expect(sent < 16 << 20)
    close(descriptor)
    connection.close()
    await server.close()
  }
}
