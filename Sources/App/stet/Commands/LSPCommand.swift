import ArgumentParser
import Features
import Foundation
import Logging
import Options
import Server
import Support
import Transports

/// What an editor starts.
struct LSPCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Speak the Language Server Protocol on standard input and output.",
    discussion: "Joins the daemon, starting it when none runs. With --standalone it serves in this process.")

  @Flag(help: "Serve in this process instead of joining the daemon.")
  var standalone = false

  @Flag(help: "Use standard input and output; this is the default and accepted for editors that insist on it.")
  var stdio = false

  @ArgumentParser.Option(help: "Connect to this Unix socket, on which the editor listens, and speak there.")
  var pipe: String?

  @ArgumentParser.Option(help: "Leave when the process with this id ends.")
  var clientProcessId: Int?

  func run() async throws {
    let streams = try StandardStreams.guarded()
    if standalone { return try await serve(streams) }
    let directories = Directories()
    let launcher = DaemonLauncher(
      socketPath: directories.socket, logPath: directories.cache + "/daemon.log",
      arguments: ["serve", "--idle-timeout", "\(Self.idleSeconds)"])
    let daemon = try launcher.connect()
    let watcher = clientProcessId.map { ParentWatcher(process: $0) { Foundation.exit(0) } }
    let isOrderly: Bool
    if let pipe {
      let editor = try UnixSocket.connect(path: pipe)
      isOrderly = Shuttle(input: editor, output: editor, socket: daemon).run()
    } else {
      isOrderly = Shuttle(input: streams.input, output: streams.output, socket: daemon).run()
    }
    watcher?.cancel()
    if !isOrderly { throw ExitCode(1) }
  }

  /// A daemon that an editor started goes when nobody has needed it for this long.
  private static let idleSeconds = 600

  private func serve(_ streams: StandardStreams) async throws {
    let log = standardErrorLogger(level: .warning)
    let setup = Setup(for: FileManager.default.currentDirectoryPath, answersKeystrokes: true)
    let server = Server(workbench: setup.workbench, directories: setup.directories, log: log)
    let connection: any MessageConnection
    if let pipe {
      connection = try await ChannelConnection.socket(try UnixSocket.connect(path: pipe), name: "pipe", logger: log)
    } else {
      connection = try await streams.connection(logger: log)
    }
    let watcher = clientProcessId.map { ParentWatcher(process: $0) { connection.close() } }
    setup.workbench.warmUp(language: setup.options.language)
    let isOrderly = await server.serve(connection)
    await connection.closed()
    watcher?.cancel()
    setup.workbench.close()
    if !isOrderly { throw ExitCode(1) }
  }
}
