import Metrics
import Reports
import TestSupport

/// A made-up run that looks like a real one.
enum TrainingSample {
  static func step(_ step: Int, _ loss: Double) -> TrainingEvent {
    .step(
      TrainingStepRecord(
        step: step, loss: loss, losses: ["t": loss], learningRate: 1e-4, tokensPerSecond: 1000, seconds: Double(step),
        secondsLeft: 1))
  }

  static var report: TrainingReport {
    var report = TrainingReport(
      title: "stet-en", summary: "Entities and sentiment on one backbone, trained in 41 minutes.", version: "0.1")
    report.numbers = [("best mean", "87.4"), ("steps", "4,000"), ("tokens/s", "2,310"), ("training", "41 min")]
    report.events = events
    report.tasks = [entities, sentiment]
    report.settings = [
      ("Schedule", [("epochs", "4"), ("batch", "2,048 tokens"), ("learning rate", "5e-5"), ("decay", "linear")]),
      ("Environment", [("processor", "2 cores, AVX2"), ("seed", "42"), ("threads", "2")]),
    ]
    return report
  }

  private static var events: [TrainingEvent] {
    var random = SeededRandom(4)
    var events: [TrainingEvent] = [.start(name: "stet-en", step: 0, steps: 4000, parameters: 22_000_000)]
    for step in stride(from: 10, through: 4000, by: 10) {
      let progress = Double(step) / 4000
      func loss(_ start: Double, _ end: Double) -> Double {
        end + (start - end) / (1 + 9 * progress) + Double.random(in: -0.12...0.12, using: &random) * (1.2 - progress)
      }
      let losses = ["entities": loss(1.9, 0.12), "sentiment": loss(0.75, 0.18)]
      let rate = 5e-5 * min(progress / 0.06, (1 - progress) / 0.94)
      events.append(
        .step(
          TrainingStepRecord(
            step: step, loss: (losses["entities"] ?? 0) + (losses["sentiment"] ?? 0), losses: losses,
            learningRate: rate,
            tokensPerSecond: 2300 + Double.random(in: -150...150, using: &random), seconds: Double(step) * 0.6,
            secondsLeft: Double(4000 - step) * 0.6)))
      if step % 500 == 0 {
        let gain = 1 - 1 / (1 + 8 * progress)
        events.append(
          .evaluation(
            step: step, scores: ["entities.f1": 0.5 + 0.4 * gain, "sentiment.accuracy": 0.72 + 0.2 * gain], isBest: true
          ))
      }
    }
    return events + [.end(step: 4000, seconds: 2400, reason: "done")]
  }

  private static var entities: TaskReport {
    let counts = [[2400, 20, 8, 14], [12, 88, 12, 0], [30, 6, 120, 2], [22, 0, 9, 61]]
    var matrix = ConfusionMatrix(labels: ["O", "PER", "LOC", "ORG"])
    for (gold, row) in counts.enumerated() {
      for (predicted, count) in row.enumerated() {
        for _ in 0..<count { matrix.add(gold: gold, predicted: predicted) }
      }
    }
    var task = TaskReport(name: "entities", kind: "spans")
    task.measures = [("F1", 0.846), ("macro F1", 0.801), ("precision", 0.851), ("recall", 0.842)]
    task.scores = ClassScores(labels: Array(matrix.scores.labels.dropFirst()))
    task.confusion = matrix
    task.data = [("uner_ewt/dev.conll", 2001), ("wnut17/dev.conll", 1009)]
    return task
  }

  private static var sentiment: TaskReport {
    var matrix = ConfusionMatrix(labels: ["negative", "positive"])
    for (gold, predicted, count) in [(0, 0, 391), (0, 1, 37), (1, 0, 41), (1, 1, 403)] {
      for _ in 0..<count { matrix.add(gold: gold, predicted: predicted) }
    }
    var task = TaskReport(name: "sentiment", kind: "label")
    task.measures = [("accuracy", matrix.accuracy), ("macro F1", matrix.scores.macroF1), ("Matthews", matrix.matthews)]
    task.scores = matrix.scores
    task.confusion = matrix
    task.data = [("sst2/dev.jsonl", 872)]
    return task
  }
}
