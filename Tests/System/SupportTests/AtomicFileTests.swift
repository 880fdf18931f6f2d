import Foundation
import Support
import Testing

@Suite final class AtomicFileTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/stet-atomic-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? [] }
  private func content(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
  }

  @Test func `a file is made, then replaced, and nothing else is left`() throws {
    try AtomicFile.write([1, 2, 3], to: folder + "/a")
    try AtomicFile.write([], to: folder + "/a")
    #expect(try content("a") == [])
    #expect(names == ["a"])
  }

  @Test func `permissions stay`() throws {
    try AtomicFile.write([1], to: folder + "/a")
    try #require(chmod(folder + "/a", 0o640) == 0)
    try AtomicFile.write([2], to: folder + "/a")
    var status = stat()
    try #require(stat(folder + "/a", &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o640)
  }

  @Test func `a link stays a link and its target changes`() throws {
    try AtomicFile.write([1], to: folder + "/real")
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "real")
    try AtomicFile.write([2], to: folder + "/link")
    #expect(try content("real") == [2])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "real")
  }

  @Test(arguments: ["", "/missing/a", "/broken", "/loop"]) func `what cannot be written is an error`(path: String)
    throws
  {
    try FileManager.default.createSymbolicLink(atPath: folder + "/broken", withDestinationPath: "nowhere/x")
    try FileManager.default.createSymbolicLink(atPath: folder + "/loop", withDestinationPath: "loop")
    let before = names
    #expect(throws: SupportError.self) { try AtomicFile.write([1], to: folder + path) }
    #expect(names == before)
  }
}
