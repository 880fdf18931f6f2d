import Features
import Foundation
import Inference
import Spelling
import Store
import Support
import Synchronization
import Testing
import Text

/// What the clients of a process share: made when it is needed, once, and told clearly when it is not there.
@Suite struct WorkbenchTests {
  private struct NoModel: HintedError {
    let code = "no-model"
    let message = "no model"
    let hint = "get one"
  }

  private let folder: TemporaryFolder
  private let loads = Counter()

  init() throws { folder = try TemporaryFolder() }

  private func workbench(feedback: Bool = true) -> Workbench {
    let loads = loads
    return Workbench(
      settings: Workbench.Settings(
        encoder: {
          loads.add()
          throw NoModel()
        }, threads: 1, cache: SentenceCache.Configuration(path: folder.path + "/sentences.sqlite"),
        feedbackPath: feedback ? folder.path + "/feedback.sqlite" : nil), notice: { _ in })
  }

  @Test func `another model has another stamp`() throws {
    let model = folder.path + "/model"
    try FileManager.default.copyItem(atPath: TinyBundle.directory, toPath: model)
    let workbench = Workbench(
      settings: Workbench.Settings(
        encoder: { model }, threads: 1, cache: SentenceCache.Configuration(path: nil), feedbackPath: nil),
      notice: { _ in })
    let before = workbench.modelStamps()
    #expect(before[0].contains("model.safetensors") && before == workbench.modelStamps())
    for file in ["model.safetensors", "stet.json"] {
      let earlier = workbench.modelStamps()
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(model)/\(file)"))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(" ".utf8))
      try handle.close()
      #expect(workbench.modelStamps() != earlier)
    }
    #expect(self.workbench().modelStamps() == ["", ""])
  }

  @Test func `touches nothing before it is asked`() throws {
    let workbench = workbench()
    workbench.flush()
    workbench.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    #expect(loads.value == 0)
  }

  @Test func `a model that is missing is looked for once and is the same error every time`() async throws {
    let workbench = workbench()
    for _ in 0..<3 { await #expect(throws: NoModel.self) { try await workbench.vectors() } }
    #expect(loads.value == 1)
    #expect(await workbench.loadedEngine() == nil)
  }

  @Test func `warming up fails in silence`() async throws {
    let workbench = workbench()
    workbench.warmUp(language: "tlh-AQ")
    await #expect(throws: NoModel.self) { try await workbench.vectors() }
    let error = #expect(throws: SpellingError.self) { try workbench.checker(language: "tlh-AQ") }
    #expect(error?.hint.isEmpty == false)
    #expect(loads.value == 1)
  }

  @Test func `gives one word list for a file, up to date with the disk`() throws {
    let workbench = workbench()
    let path = try folder.write("words.txt", "wrold\n")
    let list = try workbench.wordList(path: path)
    #expect(list.contains("wrold") && !list.contains("recieve"))
    try folder.write("words.txt", "wrold\nrecieve and more\nrecieve\n")
    #expect(try workbench.wordList(path: path) === list)
    #expect(list.contains("recieve"))
  }

  @Test func `remembers nothing where there is no place for it`() throws {
    #expect(workbench(feedback: false).feedback == nil)
    #expect(workbench().feedback != nil)
  }

  @Test func `shares its cache with the next one`() throws {
    let key = CacheKey(content: .init("a"), kind: ResultKind(model: "m", feature: "f", version: 1))
    let first = workbench()
    first.cache.insert([7], for: key)
    first.close()
    let second = workbench()
    #expect(second.cache.value(for: key) == [7])
    second.close()
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)
  var value: Int { count.load(ordering: .relaxed) }
  func add() { count.add(1, ordering: .relaxed) }
}
