import Foundation
import JSONRPC
import Logging
import Synchronization
import Testing
import Transports

/// A directory of its own for one test, removed afterwards.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/stet-test-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A socket path in a directory that does not exist yet.
  var socket: String { path + "/run/stet.sock" }
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs blocking work on a thread of its own.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try work() }) }.start()
  }
}

/// Answers every message with itself until the peer has nothing more to say.
func echo(_ connection: any MessageConnection) async {
  do {
    for try await event in connection.events {
      switch event {
      case .message(let body): connection.send(body)
      case .rejected(let rejection): connection.send(MessageEncoder.failure(id: rejection.id, error: rejection.error))
      }
    }
  } catch {
    connection.send(Array("broken".utf8))
  }
  connection.close()
}

/// A server whose clients are all echoed.
func echoServer(
  _ path: String, maximumClients: Int = 8, limits: ConnectionLimits = ConnectionLimits()
) async throws -> (server: UnixSocketServer, task: Task<Void, Never>) {
  let server = try await UnixSocketServer.listen(
    path: path, maximumClients: maximumClients, limits: limits, logger: quiet)
  let task = Task {
    await withDiscardingTaskGroup { group in
      for await connection in server.connections { group.addTask { await echo(connection) } }
    }
  }
  return (server, task)
}

func client(_ path: String) async throws -> ChannelConnection {
  try await .socket(UnixSocket.connect(path: path), logger: quiet)
}

extension [UInt8] {
  init(_ text: String) { self = Array(text.utf8) }
}

/// All bytes until the end of the stream.
func readAll(_ descriptor: Int32) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}

func writeAll(_ text: String, to descriptor: Int32) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}
