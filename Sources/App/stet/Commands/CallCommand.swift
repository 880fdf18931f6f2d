import ArgumentParser
import Foundation
import JSON
import JSONRPC

/// One raw request to the daemon, for scripts.
struct CallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "Send one request to the daemon and print its result as JSON.",
    discussion: "For example: stet call stet/status, stet call stet/search '{\"query\": \"tide tables\"}'")

  @Argument(help: "The method, such as stet/status.")
  var method: String

  @Argument(help: "The params as JSON; - reads them from standard input.")
  var params: String?

  @Flag(help: "Fail when no daemon runs instead of starting one.")
  var noStart = false

  func run() async throws {
    let text = params == "-" ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : params.map { Array($0.utf8) }
    let json = try text.map { try JSONValue(parsing: $0) }
    let client = try await DaemonClient(
      name: "stet call", root: FileManager.default.currentDirectoryPath, mustRun: noStart)
    defer { client.close() }
    do {
      StandardOutput.write(try await client.call(method, json).encoded() + [0x0A])
    } catch let error as ResponseError { throw DaemonRefusal(error) }
  }
}
