import Features
import Foundation
import Logging
import Spelling
import Store
import Support
import Synchronization
import TestSupport
import Transports

@testable import Server

/// A server of its own, with a home of its own, that any number of clients connect to in this process.
final class TestServer: Sendable {
  let home: TemporaryFolder
  let server: Server

  /// Whether Hunspell's English dictionary is installed; nearly every test needs it.
  static let hasDictionary = (try? SpellChecker()) != nil
  static let hasModel = SharedData.defaultModel != nil

  /// What the servers of most tests share, so that the dictionary is read once: no model, nothing let stand.
  private static let sharedWorkbench = makeWorkbench(model: false, feedbackPath: nil)

  /// What tests share that need the model and do not count its passes.
  private static let sharedModelWorkbench = makeWorkbench(model: true, feedbackPath: nil)

  /// A server that shares dictionary, model and vectors with others.
  static func withSharedModel() throws -> TestServer {
    TestServer(home: try TemporaryFolder(), workbench: sharedModelWorkbench, limits: .forTests)
  }

  /// A server with the bundle of `SharedData.wordModel`, whose heads say by single words what must come out.
  static func withWordModel() throws -> TestServer {
    TestServer(home: try TemporaryFolder(), workbench: wordWorkbench, limits: .forTests)
  }

  /// A server with the bundle of `SharedData.grammarModel`, which corrects single words; it remembers what is let stand, and results.
  ///
  /// - Parameter home: the home of an earlier server.
  static func withGrammar(home: TemporaryFolder? = nil) throws -> TestServer {
    let home = try home ?? TemporaryFolder()
    let settings = Workbench.Settings(
      encoder: { SharedData.grammarModel }, threads: 1,
      cache: SentenceCache.Configuration(path: home.path + "/sentences.sqlite"),
      feedbackPath: home.path + "/feedback.sqlite")
    return TestServer(home: home, workbench: Workbench(settings: settings, notice: { _ in }), limits: .forTests)
  }

  /// A server with the bundle of `SharedData.wordModel` and a place of its own for what is taught.
  static func withTeaching() throws -> TestServer {
    let home = try TemporaryFolder()
    let workbench = Workbench(
      settings: Workbench.Settings(
        encoder: { SharedData.wordModel }, threads: 1, cache: SentenceCache.Configuration(path: nil),
        teaching: (marks: home.path + "/marks.sqlite", heads: home.path + "/taught")), notice: { _ in })
    return TestServer(home: home, workbench: workbench, limits: .forTests)
  }

  /// A server that suggests by the model of `SharedData.languageModel`, with a memory of its own.
  ///
  /// - Parameter bundle: the model that reads sentences, so that there can be an index.
  static func withLanguageModel(bundle: String? = nil) throws -> TestServer {
    let encoder: @Sendable () throws -> String = {
      guard let bundle else { throw ServerError(code: "model-missing", message: "this server reads no sentences") }
      return bundle
    }
    var settings = Workbench.Settings(
      encoder: encoder, threads: 1, cache: SentenceCache.Configuration(path: nil))
    settings.completer = { SharedData.languageModel }
    return TestServer(
      home: try TemporaryFolder(), workbench: Workbench(settings: settings, notice: { _ in }), limits: .forTests)
  }

  private static let wordWorkbench = makeWorkbench(folder: SharedData.wordModel, feedbackPath: nil)

  /// A server that shares its dictionary with others.
  convenience init(limits: ServerLimits = .forTests) throws {
    self.init(home: try TemporaryFolder(), workbench: Self.sharedWorkbench, limits: limits)
  }

  /// A server with a workbench of its own, which remembers what is let stand.
  ///
  /// - Parameters:
  ///   - model: whether the sentence encoder is there; without, everything but the vectors works.
  ///   - home: the home of an earlier server, to see what is remembered.
  convenience init(model: Bool, home: TemporaryFolder? = nil) throws {
    let home = try home ?? TemporaryFolder()
    let workbench = Self.makeWorkbench(model: model, feedbackPath: home.path + "/feedback.sqlite")
    self.init(home: home, workbench: workbench, limits: .forTests)
  }

  /// A server with a workbench of its own on the bundle that knows a dozen words by heart.
  ///
  /// - Parameter home: the home of an earlier server.
  convenience init(bundle: String = tinyBundle, home: TemporaryFolder? = nil) throws {
    let cache = SentenceCache.Configuration(path: nil)
    let settings = Workbench.Settings(encoder: { bundle }, threads: 1, cache: cache)
    self.init(
      home: try home ?? TemporaryFolder(), workbench: Workbench(settings: settings, notice: { _ in }), limits: .forTests
    )
  }

  /// See `Tests/Workspace/FeaturesTests/Fixtures/generate.py`.
  static let tinyBundle = SharedData.repository + "/Tests/Workspace/FeaturesTests/Fixtures/tiny-bundle"

  private init(home: TemporaryFolder, workbench: Workbench, limits: ServerLimits) {
    self.home = home
    server = Server(
      workbench: workbench, directories: Directories(environment: ["HOME": home.path]), limits: limits,
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private static func makeWorkbench(model: Bool, feedbackPath: String?) -> Workbench {
    makeWorkbench(folder: model ? SharedData.defaultModel : nil, feedbackPath: feedbackPath)
  }

  private static func makeWorkbench(folder: String?, feedbackPath: String?) -> Workbench {
    let encoder: @Sendable () throws -> String = {
      guard let folder else {
        throw ServerError(code: "model-missing", message: "this server has no model")
      }
      return folder
    }
    return Workbench(
      settings: Workbench.Settings(
        encoder: encoder, threads: 1, cache: SentenceCache.Configuration(path: nil), feedbackPath: feedbackPath),
      notice: { _ in })
  }

  /// Closes the files, as the end of the process does.
  func close() { server.workbench.close() }

  /// A new client with a session of its own, which has said nothing yet.
  func connect() -> TestClient {
    let (ours, theirs) = InProcessConnection.pair()
    let server = server
    return TestClient(connection: ours, session: Task { await server.serve(theirs) })
  }

  /// A new client that has initialized its session.
  func client(
    _ capabilities: TestCapabilities = TestCapabilities(), options: String = "null", folder: String? = nil
  ) async throws -> TestClient {
    let client = connect()
    try await client.initialize(capabilities, options: options, folder: folder)
    return client
  }
}

extension ServerLimits {
  /// A pause in typing never ends by itself, so that no test depends on time.
  static var forTests: ServerLimits {
    var limits = ServerLimits()
    limits.typingMilliseconds = 1_000_000_000
    return limits
  }
}
