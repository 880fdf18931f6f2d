import Foundation
import JSONRPC
import Testing
import Transports

/// The same conversation over everything that can carry one.
@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
  enum Depth: CaseIterable { case inProcess, socket, pipes }

  /// Two connected ends.
  static func pair(_ depth: Depth) async throws -> (any MessageConnection, any MessageConnection) {
    var ends: [Int32] = [0, 0]
    var back: [Int32] = [0, 0]
    switch depth {
    case .inProcess: return InProcessConnection.pair()
    case .socket:
      try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
      let first = try await ChannelConnection.socket(ends[0], logger: quiet)
      return (first, try await ChannelConnection.socket(ends[1], logger: quiet))
    case .pipes:
      try #require(pipe(&ends) == 0 && pipe(&back) == 0)
      let first = try await ChannelConnection.pipes(input: ends[0], output: back[1], logger: quiet)
      return (first, try await ChannelConnection.pipes(input: back[0], output: ends[1], logger: quiet))
    }
  }

  @Test(arguments: Depth.allCases)
  func `every message comes back in order`(depth: Depth) async throws {
    let (near, far) = try await Self.pair(depth)
    let task = Task { await echo(far) }
    // More than the reading side lets wait, and larger than the buffers of the kernel.
    let bodies = (0..<50).map { [UInt8](repeating: UInt8($0), count: $0 * 5000) }
    for body in bodies { near.send(body) }
    var iterator = near.events.makeAsyncIterator()
    for body in bodies { #expect(try await iterator.next() == .message(body)) }
    near.close()
    #expect(try await iterator.next() == nil)
    await task.value
    await far.closed()
  }

  @Test(arguments: Depth.allCases)
  func `what was sent before closing arrives`(depth: Depth) async throws {
    let (near, far) = try await Self.pair(depth)
    near.send([UInt8](repeating: 7, count: 300_000))
    near.send([UInt8]("last"))
    near.close()
    near.send([UInt8]("too late"))
    var events: [FrameDecoder.Event] = []
    for try await event in far.events { events.append(event) }
    #expect(events.count == 2 && events.last == .message([UInt8]("last")))
    far.close()
    await near.closed()
  }

  @Test(arguments: Depth.allCases)
  func `a consumer that is cancelled closes the connection`(depth: Depth) async throws {
    let (near, far) = try await Self.pair(depth)
    near.send([UInt8]("one"))
    let task = Task { for try await _ in far.events { withUnsafeCurrentTask { $0?.cancel() } } }
    _ = await task.result
    await far.closed()
  }

  @Test func `a half-closed client still gets its answer`() async throws {
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    let far = try await ChannelConnection.socket(ends[1], logger: quiet)
    let task = Task { await echo(far) }
    writeAll("Content-Length: 2\r\n\r\n{}", to: ends[0])
    shutdown(ends[0], Int32(SHUT_WR))
    let near = ends[0]
    #expect(try await blocking { readAll(near) } == [UInt8]("Content-Length: 2\r\n\r\n{}"))
    await task.value
    close(near)
  }

  @Test func `regular files can stand for the standard streams`() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/in"
    try "Content-Length: 1\r\n\r\n1Content-Length: 1\r\n\r\n2".write(toFile: path, atomically: true, encoding: .utf8)
    let output = open(directory.path + "/out", O_RDWR | O_CREAT, 0o600)
    let streams = StandardStreams(input: open(path, O_RDONLY), output: output)
    let connection = try await streams.connection(logger: quiet)
    var events: [FrameDecoder.Event] = []
    for try await event in connection.events { events.append(event) }
    #expect(events == [.message([UInt8]("1")), .message([UInt8]("2"))])
    connection.close()
  }
}
