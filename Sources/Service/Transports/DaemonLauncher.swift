import Foundation

/// Finds the daemon, and starts it when there is none.
package struct DaemonLauncher: Sendable {
  private let socketPath: String
  private let logPath: String
  private let executable: String
  private let arguments: [String]
  private let timeout: Int32

  /// - Parameters:
  ///   - socketPath: where the daemon listens.
  ///   - logPath: where its standard output and error go, appended.
  ///   - executable: what is started; this very program unless told otherwise.
  ///   - arguments: what it is started with, for example `["serve"]`; `--ready-fd N` is added.
  ///   - timeout: milliseconds to wait until it is ready.
  package init(
    socketPath: String, logPath: String, executable: String = "/proc/self/exe", arguments: [String],
    timeout: Int32 = 30_000
  ) {
    self.socketPath = socketPath
    self.logPath = logPath
    self.executable = executable == "/proc/self/exe" ? Self.ownPath : executable
    self.arguments = arguments
    self.timeout = timeout
  }

  /// A socket connected to the daemon.
  ///
  /// Blocks until it is ready.
  ///
  /// Of several callers in several processes one starts it while the others wait for the launch lock, then find it.
  ///
  /// - Returns: the descriptor, which the caller owns.
  /// - Throws: `TransportError`, of code `daemon-failed` when it ends before it listens or takes too long.
  package func connect() throws(TransportError) -> Int32 {
    if let descriptor = try UnixSocket.connectIfListening(path: socketPath) { return descriptor }
    try PrivateDirectory.prepare((socketPath as NSString).deletingLastPathComponent)
    let lock = try FileLock(path: socketPath + ".launch", waits: true)
    defer { withExtendedLifetime(lock) {} }
    if let descriptor = try UnixSocket.connectIfListening(path: socketPath) { return descriptor }
    let logDirectory = (logPath as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: logDirectory, withIntermediateDirectories: true)
    let isReady = try start()
    // Without the signal somebody may have started one by hand a moment ago, which keeps ours from listening: give it a little time.
    for _ in 0..<(isReady ? 1 : 50) {
      if let descriptor = try UnixSocket.connectIfListening(path: socketPath) { return descriptor }
      if !isReady { poll(nil, 0, 20) }
    }
    throw .daemonFailed(log: logPath)
  }

  /// Starts the daemon and waits for its signal; false when it ended, or the time was over, without one.
  private func start() throws(TransportError) -> Bool {
    let (reading, writing) = try openPipe()
    defer { close(reading) }
    do throws(TransportError) { try spawn(ready: writing) } catch {
      close(writing)
      throw error
    }
    close(writing)
    var request = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, timeout) == 1 else { return false }
    var byte: UInt8 = 0
    return read(reading, &byte, 1) == 1
  }

  /// The descriptor of the signal in the daemon; everything above it is closed there.
  private static let readyDescriptor: Int32 = 3

  /// `POSIX_SPAWN_SETSID` of spawn.h, a GNU extension that Swift does not import.
  private static let newSession: Int16 = 0x80

  /// Pipes of an editor that came without the close-on-exec flag would be kept open by the daemon for ever.
  private static var openDescriptors: [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.compactMap { Int32($0) }
  }

  /// In a session of its own, so that a signal to the editor's group or terminal does not reach it.
  private func spawn(ready: Int32) throws(TransportError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, logPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    posix_spawn_file_actions_adddup2(&actions, ready, Self.readyDescriptor)
    for descriptor in Self.openDescriptors where descriptor > Self.readyDescriptor {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    let words = [executable] + arguments + ["--ready-fd", "\(Self.readyDescriptor)"]
    var vector: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for word in vector { free(word) } }
    var process = pid_t()
    let result = posix_spawn(&process, executable, &actions, &attributes, &vector, environ)
    guard result == 0 else { throw .system("start \(executable)", result) }
  }

  /// The file of this program; `/proc/self/exe` itself would mean the child's.
  private static var ownPath: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }
}
