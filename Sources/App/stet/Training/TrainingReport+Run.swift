import FineTuning
import Foundation
import Reports
import Server
import Tensors

extension TrainingReport {
  /// The page about a run.
  init(
    _ tuner: FineTuner, events: [TrainingEvent], scores: [(task: LoadedTask, scores: TaskScores)], seconds: Double,
    threads: Int
  ) {
    let recipe = tuner.recipe
    let summary = recipe.summary.isEmpty ? recipe.tasks.map(\.name).joined(separator: ", ") : recipe.summary
    self.init(title: recipe.name, summary: summary, version: Server.version)
    self.events = events
    tasks = scores.map { TaskReport($0.task, $0.scores) }
    numbers = Self.numbers(tuner, events, seconds)
    if let decisive = tuner.decisive(scores) {
      numbers.insert((scores.count > 1 ? "mean score" : "score", String(format: "%.1f", 100 * decisive)), at: 0)
    }
    settings = Self.settings(recipe, threads: threads)
  }

  private static func numbers(_ tuner: FineTuner, _ events: [TrainingEvent], _ seconds: Double) -> [Fact] {
    var steps = 0
    var speeds: [Double] = []
    for event in events {
      guard case .step(let record) = event else { continue }
      steps = record.step
      speeds.append(record.tokensPerSecond)
    }
    let speed = speeds.sorted()[safe: speeds.count / 2] ?? 0
    return [
      ("steps", steps.formatted(.number.locale(Locale(identifier: "en_US")))),
      ("tokens/s", Int(speed).formatted(.number.locale(Locale(identifier: "en_US")))),
      ("training", duration(seconds)),
    ]
  }

  /// "41 min", "2 h 5 min".
  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 120 { return "\(whole) s" }
    return whole < 7200 ? "\(whole / 60) min" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  private static func settings(_ recipe: Recipe, threads: Int) -> [(name: String, facts: [Fact])] {
    let schedule = recipe.schedule
    var run: [Fact] = [
      ("backbone", recipe.backbone.split(separator: "/").last.map(String.init) ?? recipe.backbone),
      ("length", schedule.steps.map { "\($0) steps" } ?? "\(schedule.epochs) passes"),
      ("batch", "\(schedule.batchTokens) tokens × \(schedule.accumulation)"),
      ("longest sequence", "\(recipe.maximumTokens) tokens"),
      ("learning rate", "\(schedule.learningRate)"),
    ]
    if let rate = schedule.headLearningRate { run.append(("of new weights", "\(rate)")) }
    run += [
      ("warm-up, decay", "\(schedule.warmUp), \(schedule.decay.rawValue)"),
      ("factor per layer", "\(schedule.layerDecay)"),
      ("weight decay", "\(schedule.weightDecay)"), ("clipping", "\(schedule.clip)"), ("dropout", "\(schedule.dropout)"),
    ]
    if !schedule.freeze.isEmpty { run.append(("frozen", schedule.freeze.joined(separator: ", "))) }
    if let adapters = recipe.adapters { run.append(("adapters", "rank \(adapters.rank)")) }
    let environment: [Fact] = [
      ("seed", "\(recipe.seed)"), ("threads", "\(threads)"), ("kernels", Kernels.best.name), ("BLAS", BLAS.coreName),
      ("case features", recipe.caseFeatures ? "yes" : "no"), ("stored as", recipe.precision.rawValue),
    ]
    return [("Training", run), ("Environment", environment)]
  }
}

extension TaskReport {
  init(_ task: LoadedTask, _ scores: TaskScores) {
    self.init(name: task.recipe.name, kind: task.recipe.kind.rawValue)
    measures = scores.measures
    self.scores = scores.scores
    confusion = scores.confusion
    data = task.dev.map { ($0.shortName, $0.examples.count) }
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
