import Foundation
import Testing

@testable import Spelling

@Suite struct WordListTests {
  private let path = NSTemporaryDirectory() + "stet-words-\(UUID().uuidString).txt"

  @Test func smallLettersMatchAnyCaseAndCapitalsThemselves() throws {
    defer { remove() }
    try write("frobnicate\nKowalchuk # a colleague\n\n# comment\n")
    let list = try WordList(path: path)
    for word in ["frobnicate", "Frobnicate", "FROBNICATE", "Kowalchuk", "KOWALCHUK"] { #expect(list.contains(word)) }
    for word in ["kowalchuk", "comment", "", "a"] { #expect(!list.contains(word)) }
    #expect(list.words == ["Kowalchuk", "frobnicate"])
  }

  @Test func aMissingFileIsAnEmptyList() throws {
    let list = try WordList(path: path)
    #expect(!list.contains("word") && list.words.isEmpty)
  }

  @Test func addingSortsAndKeepsComments() throws {
    defer { remove() }
    try write("# ours\nzeta\nalpha # first\n\n# theirs\nbeta\n")
    let list = try WordList(path: path)
    try list.add("gamma")
    try list.add("gamma")
    #expect(try read() == "# ours\nalpha # first\nzeta\n\n# theirs\nbeta\ngamma\n")
    #expect(list.contains("gamma"))
    try list.remove("zeta")
    try list.remove("nothing")
    #expect(try read() == "# ours\nalpha # first\n\n# theirs\nbeta\ngamma\n")
    #expect(!list.contains("zeta"))
  }

  @Test func seesWhatAnotherProcessWrote() throws {
    defer { remove() }
    let (a, b) = (try WordList(path: path), try WordList(path: path))
    try a.add("one")
    try b.add("two")
    #expect(try a.reload())
    #expect(a.words == ["one", "two"])
    #expect(try !a.reload())
  }

  @Test func aFolderInItsPlaceIsAnError() throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(throws: (any Error).self) { try WordList(path: path) }
  }

  @Test func anyBytesAreReadable() throws {
    defer { remove() }
    try Data([0xFF, 0xFE, 0x0A, 0x61, 0x62, 0x0D, 0x0A, 0x00]).write(to: URL(fileURLWithPath: path))
    #expect(try WordList(path: path).contains("ab"))
  }

  private func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
  private func read() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
  private func remove() { try? FileManager.default.removeItem(atPath: path) }
}
