import Documents
package import Features
import Foundation
import Heads
import JSON
import LSP
package import Logging
import Models
import Options
import Reports
import Spelling
import Store
package import Support
import Synchronization
package import Transports

/// The language server: what all sessions share.
///
/// Thread-safe. `serve` runs one session for each connection; a session's faults end that session only.
package final class Server: Sendable {
  /// The version that the server tells its clients.
  package static let version = "0.1.0"

  package let workbench: Workbench
  let limits: ServerLimits
  let directories: Directories
  let log: Logger
  /// What clients tell of suggestions.
  let counts = CompletionCounts()
  private let sessions = Mutex<[Int: Session]>([:])
  private let lastNumber = Mutex(0)
  private let indexes = Mutex<[String: PassageIndex]>([:])
  private let failures = Mutex<Set<String>>([])
  private let started = ContinuousClock.now

  package init(
    workbench: Workbench, directories: Directories, limits: ServerLimits = ServerLimits(), log: Logger
  ) {
    self.workbench = workbench
    self.directories = directories
    self.limits = limits
    self.log = log
  }

  /// Serves one client until its session ends.
  ///
  /// - Returns: false when the client said `exit` without `shutdown`.
  @discardableResult
  package func serve(_ connection: any MessageConnection) async -> Bool {
    let id = nextNumber()
    let session = Session(id: id, server: self, connection: connection, log: log)
    sessions.withLock { $0[id] = session }
    let isOrderly = await session.run()
    sessions.withLock { _ = $0.removeValue(forKey: id) }
    workbench.flush()
    return isOrderly
  }

  /// Whether the model has a head for words, so that it may find names; known without loading it.
  var findsNames: Bool { workbench.headTasks().values.contains(.tokens) }
  /// Whether the model proposes corrections.
  var corrects: Bool { (try? workbench.canCorrect()) ?? false }

  /// A number that was not given out before.
  func nextNumber() -> Int {
    lastNumber.withLock { number in
      number += 1
      return number
    }
  }

  /// Whether nobody has told of this failure yet; from now on somebody has.
  func isFirst(failure: String) -> Bool { failures.withLock { $0.insert(failure).inserted } }

  /// Ends every session, answering what is still being asked.
  package func shutDown() async {
    for session in allSessions { session.disconnect() }
  }

  /// The sessions that are open, oldest first.
  var allSessions: [Session] { sessions.withLock { $0.values.sorted { $0.id < $1.id } } }

  /// Seconds since the server was made.
  var uptime: Double {
    let (seconds, attoseconds) = (ContinuousClock.now - started).components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  /// The index of similar documents of a workspace folder; the same object for all sessions.
  ///
  /// - Throws: the model's or the store's error.
  func index(of folder: String) async throws -> PassageIndex {
    let vectors = try await workbench.vectors()
    let path = IndexLocation.path(ofFolder: folder, directories: directories)
    return try indexes.withLock { indexes in
      if let index = indexes[path] { return index }
      let index = try PassageIndex.replaceable(at: path, vectors: vectors)
      indexes[path] = index
      return index
    }
  }

  /// The same index if somebody has used it already; opens nothing.
  func openedIndex(of folder: String) -> PassageIndex? {
    let path = IndexLocation.path(ofFolder: folder, directories: directories)
    return indexes.withLock { $0[path] }
  }

  /// The rules for a document under some options; a dictionary that is missing is told once a session.
  func rules(for uri: DocumentURI, options: Options, warn: (any HintedError) -> Void) -> DocumentRules {
    let path = uri.path ?? uri.text
    let file = options.options(for: path)
    var lists: [WordList] = []
    for list in [options.projectDictionary, WordList.userPath(directories)] {
      guard let list else { continue }
      do { lists.append(try workbench.wordList(path: list)) } catch let error as any HintedError { warn(error) } catch {
      }
    }
    var checker: SpellChecker?
    do { checker = try workbench.checker(language: file.language) } catch let error as any HintedError {
      warn(error)
    } catch {}
    return DocumentRules(
      checker: checker, rules: options.ruleSet(language: file.language),
      policy: options.findingPolicy(for: path, wordLists: lists),
      byteLimit: options.limits.documentBytes, annotations: options.annotations,
      completion: options.completion(for: path), isIgnored: file.isIgnored)
  }
}
