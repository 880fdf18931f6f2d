import ArgumentParser
import Dispatch
import Features
import Foundation
import Logging
import Options
import Server
import Support
import Transports

/// The resident daemon.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run the resident daemon on its Unix socket until it is told to stop.")

  @ArgumentParser.Option(help: "Listen on this socket instead of the usual one.")
  var socket: String?

  @ArgumentParser.Option(help: "Leave after this many seconds without a client; 0 means never.")
  var idleTimeout: Int?

  @ArgumentParser.Option(help: "How much to log: trace, debug, info, notice, warning or error.")
  var log = "notice"

  @ArgumentParser.Option(help: .hidden)
  var readyFd: Int32?

  func validate() throws {
    guard Logger.Level(rawValue: log) != nil else { throw ValidationError("unknown log level \(log)") }
  }

  func run() async throws {
    ignoreBrokenPipes()
    let log = standardErrorLogger(level: Logger.Level(rawValue: log) ?? .notice)
    let setup = Setup(for: FileManager.default.currentDirectoryPath, answersKeystrokes: true)
    let path = socket ?? setup.directories.socket
    let listener = try await UnixSocketServer.listen(
      path: path, maximumClients: setup.options.server.maximumClients, logger: log)
    let server = Server(workbench: setup.workbench, directories: setup.directories, log: log)
    let signals = stopSignals { Task { await listener.close() } }
    let idle = idleTimer(setup.options) { Task { await listener.close() } }
    readyFd.map { ReadySignal(descriptor: $0).send() }
    setup.workbench.warmUp(language: setup.options.language)
    log.notice("listening", metadata: ["socket": "\(path)", "pid": "\(getpid())"])
    await accept(listener, server, idle)
    setup.workbench.close()
    withExtendedLifetime(signals) {}
    log.notice("the daemon ends")
  }

  /// Serves clients until the listener is closed, then lets those that are there finish.
  private func accept(_ listener: UnixSocketServer, _ server: Server, _ idle: IdleTimer?) async {
    await withDiscardingTaskGroup { group in
      for await connection in listener.connections {
        idle?.begin()
        group.addTask {
          await server.serve(connection)
          idle?.end()
        }
      }
      await server.shutDown()
    }
  }

  private func idleTimer(_ options: Options, _ onIdle: @escaping @Sendable () -> Void) -> IdleTimer? {
    let seconds = idleTimeout ?? options.server.idleTimeoutSeconds
    return seconds > 0 ? IdleTimer(timeout: .seconds(seconds), onIdle: onIdle) : nil
  }

  /// Calls `stop` on SIGTERM and SIGINT.
  private func stopSignals(_ stop: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler(handler: stop)
      source.activate()
      return source
    }
  }
}
