import Foundation
import JSON
import JSONRPC
import Logging
import Support
import Transports

/// A client of the daemon; any number of requests may wait at a time.
final class DaemonClient: Sendable {
  private let connection: ChannelConnection
  private let requests = PendingRequests()

  /// Joins the daemon, starting it when none runs unless `mustRun`, and begins a session.
  ///
  /// - Parameters:
  ///   - name: what the session is called in `stet/status`.
  ///   - root: the workspace folder of the session.
  init(name: String, root: String, mustRun: Bool = false) async throws {
    let directories = Directories()
    let descriptor: Int32
    if mustRun {
      descriptor = try UnixSocket.connect(path: directories.socket)
    } else {
      descriptor = try DaemonLauncher(
        socketPath: directories.socket, logPath: directories.cache + "/daemon.log",
        arguments: ["serve", "--idle-timeout", "600"]
      ).connect()
    }
    connection = try await ChannelConnection.socket(descriptor, logger: standardErrorLogger(level: .error))
    Task { [connection, requests] in await Self.take(connection.events, requests) }
    let uri = "file://" + (root.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? root)
    _ = try await call(
      "initialize",
      [
        "processId": .integer(Int64(getpid())), "clientInfo": ["name": .string(name)],
        "capabilities": ["general": ["positionEncodings": ["utf-16"]]],
        "workspaceFolders": [["uri": .string(uri), "name": "root"]],
      ])
    connection.send(MessageEncoder.notification(method: "initialized", params: JSONValue.object(JSONObject())))
  }

  /// Sends a request and waits for its answer.
  ///
  /// - Throws: the daemon's `ResponseError`, or `daemon-gone` when the connection ends first.
  func call(_ method: String, _ params: JSONValue?) async throws -> JSONValue {
    do {
      return try await requests.send { [connection] id in
        connection.send(MessageEncoder.request(id: id, method: method, params: params))
      }
    } catch is CancellationError {
      throw UsageError(
        message: "the daemon closed the connection", hint: "Look into its log, daemon.log in the cache folder.")
    }
  }

  func close() { connection.close() }

  /// Hands out the answers until the connection ends; what else arrives is dropped.
  private static func take(_ events: ConnectionEvents, _ requests: PendingRequests) async {
    var events = events.makeAsyncIterator()
    while let event = try? await events.next() {
      guard case .message(let body) = event, case .response(let id?, let result)? = try? Message(parsing: body) else {
        continue
      }
      requests.answer(id, result)
    }
    requests.close()
  }
}

/// The daemon's refusal as an error of this program.
struct DaemonRefusal: HintedError {
  let code: String
  let message: String
  let hint: String

  init(_ error: ResponseError) {
    code = error.data?["code"]?.stringValue ?? "daemon-error"
    message = "\(error.message) (\(error.code.rawValue))"
    hint = error.data?["hint"]?.stringValue ?? ""
  }
}
