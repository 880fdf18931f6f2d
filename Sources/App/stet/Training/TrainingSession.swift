import FineTuning
import Foundation
import Reports
import Training

/// What a person sees of a training run while it goes on: progress bar, log, scores.
final class TrainingSession {
  private let tuner: FineTuner
  private let log: TrainingLog
  private let bar: ProgressBar
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  /// Seconds of the run before it was interrupted.
  private let earlier: Double
  private var window = Window()
  private var windowStart: ContinuousClock.Instant
  private var failure: (any Error)?
  /// The last scores that were measured.
  private(set) var scores: [(task: LoadedTask, scores: TaskScores)] = []

  /// Steps that make one line of the log.
  private static let logInterval = 10

  /// What happened since the last line of the log.
  private struct Window {
    var steps = 0
    var tokens = 0
    var losses: [String: (sum: Double, count: Int)] = [:]

    mutating func add(_ report: Trainer.Report) {
      steps += 1
      tokens += report.tokens
      for (task, loss) in report.losses {
        let known = losses[task] ?? (0, 0)
        losses[task] = (known.sum + Double(loss), known.count + 1)
      }
    }

    var means: [String: Double] { losses.mapValues { $0.sum / Double($0.count) } }
    var loss: Double {
      let total = losses.values.reduce((0.0, 0)) { ($0.0 + $1.sum, $0.1 + $1.count) }
      return total.1 == 0 ? 0 : total.0 / Double(total.1)
    }
  }

  /// - Parameter step: where the run goes on; 0 for a new one.
  init(_ tuner: FineTuner, log: TrainingLog, step: Int, earlier: Double) throws {
    self.tuner = tuner
    self.log = log
    self.earlier = earlier
    (start, windowStart) = (clock.now, clock.now)
    bar = ProgressBar("Training", total: tuner.steps)
    bar.advance(by: step)
    try log.write(.start(name: tuner.recipe.name, step: step, steps: tuner.steps, parameters: tuner.trainableCount))
  }

  /// Seconds of training, those before an interruption included.
  var seconds: Double { earlier + (clock.now - start) / .seconds(1) }

  /// Takes note of what the tuner tells.
  func observe(_ event: FineTuner.Event) {
    do {
      switch event {
      case .stepped(let report): try stepped(report)
      case .evaluated(let step, let scores, let isBest): try evaluated(step, scores, isBest)
      }
    } catch { failure = failure ?? error }
  }

  /// Whether the run should end: a person asked for it, or the log cannot be written.
  var shouldEnd: Bool { Interruption.happened || failure != nil }

  /// Ends the log and takes the progress bar away.
  ///
  /// - Throws: what went wrong with the log.
  func finish(_ reason: String, step: Int) throws {
    bar.finish()
    if let failure { throw failure }
    try log.write(.end(step: step, seconds: seconds, reason: reason))
  }

  private func stepped(_ report: Trainer.Report) throws {
    window.add(report)
    let now = clock.now
    let speed = Double(window.tokens) / max(1e-9, (now - windowStart) / .seconds(1))
    bar.advance(note: "loss \(String(format: "%.3f", window.loss)), \(Int(speed)) tokens/s")
    guard window.steps == Self.logInterval || report.step + 1 == tuner.steps else { return }
    let perStep = (now - windowStart) / .seconds(1) / Double(window.steps)
    try log.write(
      .step(
        TrainingStepRecord(
          step: report.step + 1, loss: window.loss, losses: window.means, learningRate: Double(report.learningRate),
          tokensPerSecond: speed.rounded(), seconds: (seconds * 1000).rounded() / 1000,
          secondsLeft: (perStep * Double(tuner.steps - report.step - 1)).rounded())))
    window = Window()
    windowStart = now
  }

  private func evaluated(_ step: Int, _ scores: [(task: LoadedTask, scores: TaskScores)], _ isBest: Bool) throws {
    self.scores = scores
    try log.write(.evaluation(step: step, scores: Self.named(scores), isBest: isBest))
    let line = scores.map { "\($0.task.recipe.name) \(String(format: "%.2f", 100 * $0.scores.main))" }
    if isatty(STDERR_FILENO) == 1 {
      bar.interrupted {
        StandardError.write("step \(step): \(line.joined(separator: ", "))\(isBest ? "  (best)" : "")\n")
      }
    }
    // The time of the measuring is not that of the next steps.
    windowStart = clock.now
    window = Window()
  }

  /// The main measure of each task, as `task.measure`.
  private static func named(_ scores: [(task: LoadedTask, scores: TaskScores)]) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: scores.compactMap { item in
        item.scores.measures.first.map { ("\(item.task.recipe.name) \($0.name)", $0.value) }
      })
  }
}
