import Foundation
import Testing

@testable import Reports

@Suite struct TerminalTests {
  @Test(
    arguments: [
      (TerminalColor.auto, true, [:], true), (.auto, false, [:], false), (.auto, true, ["NO_COLOR": "1"], false),
      (.auto, true, ["NO_COLOR": ""], true), (.auto, false, ["CLICOLOR_FORCE": "1"], true),
      (.auto, false, ["CLICOLOR_FORCE": "0"], false),
      (.auto, true, ["TERM": "dumb"], false), (.always, false, ["NO_COLOR": "1"], true),
      (.never, true, ["CLICOLOR_FORCE": "1"], false),
      (.auto, true, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false),
    ] as [(TerminalColor, Bool, [String: String], Bool)])
  func `colour follows the choice, the environment and the terminal`(
    choice: TerminalColor, isTerminal: Bool, environment: [String: String], expected: Bool
  ) {
    #expect(choice.isOn(isTerminal: isTerminal, environment: environment) == expected)
  }

  @Test(arguments: [
    (80, "lint [███████░░░░░░░░░░░░░░░░░░░░░░░] 25/100, 5.0/s, 15 s left"),
    (40, "lint [██░░░░░░] 25/100, 5.0/s, 15 s left"),
    (20, "lint 25/100, 5.0/s, "), (0, ""),
  ])
  func `the line fits the terminal`(width: Int, expected: String) {
    let line = ProgressLine(label: "lint", done: 25, total: 100, elapsed: .seconds(5))
    #expect(line.text(width: width) == expected)
  }

  @Test(arguments: [
    (0, 100, ""), (100, 100, ", 20/s"), (1, 10_000, ", 0.2/s, 13 h 53 min left"),
    (1, 100, ", 0.2/s, 8 min 15 s left"),
  ])
  func `rate and time left`(done: Int, total: Int, tail: String) {
    let line = ProgressLine(label: "x", done: done, total: total, elapsed: .seconds(5))
    #expect(line.text(width: 100).hasSuffix("\(done.grouped)/\(total.grouped)" + tail))
  }

  @Test func `nothing is written where no terminal is`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let bar = ProgressBar("x", total: 10, descriptor: ends[1])
    for _ in 0..<10 { bar.advance() }
    bar.finish()
    close(ends[1])
    var byte: UInt8 = 0
    #expect(read(ends[0], &byte, 1) == 0)
    close(ends[0])
  }

  @Test func `a pseudo-terminal sees the bar and is clean afterwards`() throws {
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(terminal >= 0)
    defer { close(terminal) }
    // TIOCSPTLCK and TIOCGPTN, what unlockpt and ptsname do, which Glibc's module leaves out.
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    try #require(ioctl(terminal, 0x4004_5431, &isLocked) == 0 && ioctl(terminal, 0x8004_5430, &number) == 0)
    let name = "/dev/pts/\(number)"
    let descriptor = open(name, O_RDWR | O_NOCTTY)
    try #require(descriptor >= 0)
    var size = winsize(ws_row: 24, ws_col: 60, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0)
    #expect(terminalWidth(descriptor) == 60)
    let bar = ProgressBar("lint", total: 2, descriptor: descriptor)
    bar.advance()
    bar.finish()
    close(descriptor)
    var written: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(terminal, &buffer, buffer.count), count > 0 { written += buffer[..<count] }
    let output = String(decoding: written, as: UTF8.self)
    if ProcessInfo.processInfo.environment["TERM"] != "dumb" {
      #expect(output.hasPrefix("\rlint ["))
      #expect(output.hasSuffix("\r\u{1B}[K"))
    }
  }
}
