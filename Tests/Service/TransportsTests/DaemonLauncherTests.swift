import Foundation
import Support
import Testing
import Transports

@Suite(.timeLimit(.minutes(1))) struct DaemonLauncherTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  func launcher(_ script: String) -> DaemonLauncher {
    DaemonLauncher(
      socketPath: directory.socket, logPath: directory.path + "/log/daemon.log", executable: "/bin/sh",
      arguments: ["-c", script])
  }

  @Test func `of many starters one starts the daemon, and all are connected once it is ready`() async throws {
    // The shell stands for the daemon: it reports that it runs, and signals when this test, which listens for it, says so.
    let (started, go) = (directory.path + "/started", directory.path + "/go")
    try #require(mkfifo(started, 0o600) == 0 && mkfifo(go, 0o600) == 0)
    let launcher = launcher(#"echo "$0 $1 $$"; echo x >"\#(started)"; read line <"\#(go)"; printf r >&3"#)
    let starters = (0..<4).map { _ in Task { try await blocking { try launcher.connect() } } }
    _ = try await blocking { readAll(open(started, O_RDONLY)) }
    let (server, task) = try await echoServer(directory.socket)
    try await blocking { writeAll("go\n", to: open(go, O_WRONLY)) }
    for starter in starters { close(try await starter.value) }
    let log = try String(contentsOfFile: directory.path + "/log/daemon.log", encoding: .utf8)
    #expect(log.split(separator: "\n").count == 1)
    #expect(log.hasPrefix("--ready-fd 3 "))
    await server.close()
    await task.value
  }

  @Test func `a running daemon is joined, none is started`() async throws {
    let (server, task) = try await echoServer(directory.socket)
    let launcher = launcher("echo started")
    close(try await blocking { try launcher.connect() })
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/log/daemon.log"))
    await server.close()
    await task.value
  }

  @Test func `the daemon has a session of its own and no stray descriptors`() async throws {
    var leak: [Int32] = [0, 0]
    try #require(pipe(&leak) == 0)
    // High numbers: `ls` itself has 3.
    let low = leak
    leak = low.map { fcntl($0, F_DUPFD, 100) }
    for descriptor in low { close(descriptor) }
    try #require(leak.allSatisfy { $0 >= 100 })
    let launcher = launcher(#"ls /proc/$$/fd | sort -n | tr '\n' ' '; cut -d' ' -f1,6 /proc/$$/stat; exit 3"#)
    let error = await #expect(throws: TransportError.self) { try await blocking { try launcher.connect() } }
    #expect(error?.code == "daemon-failed")
    #expect(error?.hint.contains("daemon.log") == true)
    let words = try String(contentsOfFile: directory.path + "/log/daemon.log", encoding: .utf8).split {
      $0.isWhitespace
    }
    #expect(words.prefix(4) == ["0", "1", "2", "3"])
    #expect(!words.dropLast(2).contains("\(leak[0])") && !words.dropLast(2).contains("\(leak[1])"))
    #expect(words.count >= 6 && words[words.count - 1] == words[words.count - 2], "not the leader of its session")
    close(leak[0])
    close(leak[1])
  }

  @Test func `a program that cannot be started is an error`() async throws {
    let launcher = DaemonLauncher(
      socketPath: directory.socket, logPath: directory.path + "/log", executable: "/nonexistent/stet", arguments: [])
    let error = await #expect(throws: TransportError.self) { try await blocking { try launcher.connect() } }
    #expect(error?.message.contains("/nonexistent/stet") == true)
  }
}
