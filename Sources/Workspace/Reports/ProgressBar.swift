import Foundation
import Synchronization

/// A line on a terminal that says how far long work is: count, rate and time left.
///
/// Elsewhere it writes nothing at all.
///
/// Any thread may call it. It writes at most ten times a second and leaves the line empty behind it.
package final class ProgressBar: Sendable {
  private struct State {
    var done = 0
    var note = ""
    var lastDrawn: ContinuousClock.Instant?
  }

  private let label: String
  private let total: Int
  private let descriptor: Int32
  private let isOn: Bool
  private let start: ContinuousClock.Instant
  private let state = Mutex(State())

  /// Begins to count.
  /// - Parameters:
  ///   - label: What is being done, one or two words.
  ///   - total: The number of steps.
  ///   - descriptor: Where it is drawn, if that is a terminal.
  package init(_ label: String, total: Int, descriptor: Int32 = STDERR_FILENO) {
    self.label = label
    self.total = total
    self.descriptor = descriptor
    isOn = isatty(descriptor) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    start = .now
  }

  /// Counts `steps` more.
  ///
  /// - Parameter note: what else there is to say at the end of the line; nil leaves it as it is.
  package func advance(by steps: Int = 1, note: String? = nil) {
    guard isOn else { return }
    state.withLock { state in
      state.done += steps
      if let note { state.note = note }
      let now = ContinuousClock.now
      if let last = state.lastDrawn, now - last < .milliseconds(100) { return }
      state.lastDrawn = now
      draw(ProgressLine(label: label, done: state.done, total: total, elapsed: now - start, note: state.note))
    }
  }

  /// Runs `body` with the line out of the way, so that it may write to the same terminal.
  package func interrupted<T>(_ body: () throws -> T) rethrows -> T {
    try state.withLock { state in
      if isOn, state.lastDrawn != nil { erase() }
      state.lastDrawn = nil
      return try body()
    }
  }

  /// Takes the line away.
  package func finish() { interrupted {} }

  private func draw(_ line: ProgressLine) {
    write("\r" + line.text(width: (terminalWidth(descriptor) ?? 80) - 1) + "\u{1B}[K")
  }

  private func erase() { write("\r\u{1B}[K") }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Foundation.write(descriptor, $0.baseAddress, $0.count) }
  }
}

/// What a progress bar shows at one moment.
struct ProgressLine {
  let label: String
  let done: Int
  let total: Int
  let elapsed: Duration
  /// Comes behind the numbers, when it is not empty.
  var note = ""

  /// The line, at most `width` columns: the bar takes what the numbers leave.
  func text(width: Int) -> String {
    let numbers = " \(done.grouped)/\(total.grouped)" + rate + timeLeft + (note.isEmpty ? "" : ", " + note)
    let room = width - label.count - numbers.count - 3
    guard room >= 5 else { return String((label + numbers).prefix(max(0, width))) }
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    let length = min(room, 30)
    let full = Int((Double(length) * share).rounded(.down))
    return label + " [" + String(repeating: "█", count: full) + String(repeating: "░", count: length - full) + "]"
      + numbers
  }

  private var seconds: Double { elapsed / .seconds(1) }

  private var rate: String {
    guard seconds > 0, done > 0 else { return "" }
    let rate = Double(done) / seconds
    return rate >= 10 ? ", \(Int(rate.rounded()).grouped)/s" : ", \((rate * 10).rounded() / 10)/s"
  }

  private var timeLeft: String {
    guard done > 0, done < total else { return "" }
    let left = Int((seconds / Double(done) * Double(total - done)).rounded(.up))
    if left < 60 { return ", \(left) s left" }
    return left < 3600 ? ", \(left / 60) min \(left % 60) s left" : ", \(left / 3600) h \(left % 3600 / 60) min left"
  }
}
