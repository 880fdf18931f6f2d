import Foundation
import TestSupport
import Testing
import Transports

@Suite(.timeLimit(.minutes(1))) struct ShuttleTests {
  @Test func `bytes pass both ways, and the end of the input still brings the answers`() async throws {
    let directory = try TemporaryDirectory()
    let (server, task) = try await echoServer(directory.socket)
    var input: [Int32] = [0, 0]
    var output: [Int32] = [0, 0]
    try #require(pipe(&input) == 0 && pipe(&output) == 0)
    let socket = try UnixSocket.connect(path: directory.socket)
    let shuttle = Shuttle(input: input[0], output: output[1], socket: socket)
    var random = SeededRandom(1)
    let text = (0..<200).map { _ in
      let body = String(repeating: "é", count: Int.random(in: 0..<5000, using: &random))
      return "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }.joined()
    let (into, outOf, end) = (input[1], output[0], output[1])
    async let written: Void = blocking {
      writeAll(text, to: into)
      close(into)
    }
    async let carried: Void = blocking {
      shuttle.run()
      close(end)
    }
    #expect(try await blocking { readAll(outOf) } == Array(text.utf8))
    _ = try await (written, carried)
    close(socket)
    await server.close()
    await task.value
  }

  @Test func `it ends when the daemon hangs up, though the input stays open`() async throws {
    let directory = try TemporaryDirectory()
    let server = try await UnixSocketServer.listen(path: directory.socket, logger: quiet)
    var arrivals = server.connections.makeAsyncIterator()
    var input: [Int32] = [0, 0]
    var output: [Int32] = [0, 0]
    try #require(pipe(&input) == 0 && pipe(&output) == 0)
    let shuttle = Shuttle(input: input[0], output: output[1], socket: try UnixSocket.connect(path: directory.socket))
    async let carried: Void = blocking { shuttle.run() }
    let connection = try #require(await arrivals.next())
    connection.close()
    try await carried
    await server.close()
  }

  @Test func `it ends when nobody reads the output any more`() async throws {
    let directory = try TemporaryDirectory()
    let server = try await UnixSocketServer.listen(path: directory.socket, logger: quiet)
    var arrivals = server.connections.makeAsyncIterator()
    var input: [Int32] = [0, 0]
    var output: [Int32] = [0, 0]
    try #require(pipe(&input) == 0 && pipe(&output) == 0)
    let shuttle = Shuttle(input: input[0], output: output[1], socket: try UnixSocket.connect(path: directory.socket))
    close(output[0])
    async let carried: Void = blocking { shuttle.run() }
    let connection = try #require(await arrivals.next())
    connection.send([1])
    try await carried
    await connection.closed()
    await server.close()
  }
}
