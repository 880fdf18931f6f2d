import Foundation
import Options
import TestSupport
import Testing

/// Nothing that a file can hold ends the process.
@Suite struct HostileOptionTests {
  @Test func `every truncation of a file gives options`() throws {
    let fixture = try OptionFixture()
    let bytes = Array(fullProject.utf8)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      try fixture.write(Array(bytes[..<count]), to: "project/.stet.toml")
      let (options, problems) = fixture.load()
      let isUnread = problems.contains { $0.code == "option-syntax" }
      #expect(isUnread == options.files.isEmpty)
    }
  }

  @Test(arguments: Repetition.all)
  fileprivate func `deep nesting and repetition are refused`(repetition: Repetition) throws {
    let (options, problems) = try OptionFixture(project: repetition.text).load()
    #expect(options.language == "en")
    #expect(!problems.isEmpty)
  }

  /// The parser behind TOMLKit asserts that a header has a name.
  @Test(arguments: [
    "[=]", "[[\n", "[", "[ [a]]", "\t[\u{7}", "a = 1\r\n[\r\n]", "\u{FEFF}[.a]", "[é]", "[[[a]]]", "[#", "[]", "[[]]",
  ])
  func `a header without a name is a problem`(text: String) throws {
    let (_, problems) = try OptionFixture(project: text).load()
    #expect(problems.map(\.code) == ["option-syntax"])
  }

  @Test(arguments: ["a = [ }", "a = [1, }", "a = { ]", "a = [ # x\n }", "a = \"\"\"b\"\"\"\"\"\nc = [}", "a = 1 ]"])
  func `a list that a brace closes is a problem`(text: String) throws {
    let (_, problems) = try OptionFixture(project: text).load()
    #expect(problems.map(\.code) == ["option-syntax"])
  }

  @Test(arguments: [[0xFF, 0xFE], [0x61, 0x00, 0x3D], [0xC3]] as [[UInt8]])
  func `what is no text is refused`(bytes: [UInt8]) throws {
    let fixture = try OptionFixture()
    try fixture.write(bytes, to: "project/.stet.toml")
    #expect(fixture.load().problems.map(\.message) == ["the file is not UTF-8 text"])
  }

  @Test func `a file of more than one MiB is refused`() throws {
    let (_, problems) = try OptionFixture(project: "#" + String(repeating: "x", count: 1 << 20)).load()
    #expect(problems.map(\.message) == ["the file is larger than 1 MiB"])
  }

  @Test func `random changes of a file never do harm`() throws {
    var random = SeededRandom(7)
    let fixture = try OptionFixture()
    let alphabet = Array("[]{}=.,'\"#\n\\ \u{1}aé-0".utf8)
    let rounds = ProcessInfo.processInfo.environment["STET_FUZZ"].flatMap { Int($0) } ?? 150
    for _ in 0..<rounds {
      var bytes = Array(fullProject.utf8)
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] = alphabet.randomElement(using: &random) ?? 0
      }
      try fixture.write(bytes, to: "project/.stet.toml")
      let (options, problems) = fixture.load()
      #expect(problems.allSatisfy { ($0.line ?? 1) >= 1 })
      #expect(options.limits.findings >= 1)
    }
  }
}

/// A long text, described by a short one, because test arguments are printed.
private struct Repetition: Sendable, CustomTestStringConvertible {
  var prefix = ""
  let unit: String
  var suffix = ""
  var count = 20_000

  var text: String { prefix + String(repeating: unit, count: count) + suffix }
  var testDescription: String { "\(prefix)(\(unit))*\(suffix)" }

  static let all = [
    Repetition(unit: "["), Repetition(prefix: "a = ", unit: "["), Repetition(prefix: "a = ", unit: "{a="),
    Repetition(prefix: "a", unit: ".a", suffix: " = 1"), Repetition(prefix: "[a", unit: ".a", suffix: "]\nb = 1"),
    Repetition(prefix: "a = ", unit: "[\n"), Repetition(prefix: "x = { a", unit: " . a", suffix: " = 1 }"),
    Repetition(unit: "[[a]]\n", count: 5_000), Repetition(unit: "a = \"\"\"", count: 10_000),
  ]
}
