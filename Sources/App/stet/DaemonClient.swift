import Foundation
import JSON
import JSONRPC
import Logging
import Support
import Transports

/// A client of the daemon that asks one thing after the other.
struct DaemonClient {
  private let connection: ChannelConnection
  private var events: ConnectionEvents.Iterator
  private var lastID = 0

  /// Joins the daemon, starting it when none runs unless `mustRun`, and begins a session.
  ///
  /// - Parameter root: the workspace folder of the session.
  init(root: String, mustRun: Bool = false) async throws {
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
    events = connection.events.makeAsyncIterator()
    let uri = "file://" + (root.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? root)
    _ = try await call(
      "initialize",
      [
        "processId": .integer(Int64(getpid())), "clientInfo": ["name": "stet call"],
        "capabilities": ["general": ["positionEncodings": ["utf-16"]]],
        "workspaceFolders": [["uri": .string(uri), "name": "root"]],
      ])
    connection.send(MessageEncoder.notification(method: "initialized", params: JSONValue.object(JSONObject())))
  }

  /// Sends a request and waits for its answer; what else arrives is dropped.
  ///
  /// - Throws: the daemon's `ResponseError`, or `daemon-gone` when the connection ends first.
  mutating func call(_ method: String, _ params: JSONValue?) async throws -> JSONValue {
    lastID += 1
    let id = RequestID.number(lastID)
    connection.send(MessageEncoder.request(id: id, method: method, params: params))
    while let event = try await events.next() {
      guard case .message(let body) = event, case .response(id, let result) = try Message(parsing: body) else {
        continue
      }
      return try result.get()
    }
    throw UsageError(
      message: "the daemon closed the connection", hint: "Look into its log, daemon.log in the cache folder.")
  }

  func close() { connection.close() }
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
