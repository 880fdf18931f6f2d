package import JSON

/// A line of the log of a training run.
package enum TrainingEvent: Sendable, Equatable, JSONEncodable {
  /// The run begins, or goes on at a step.
  case start(name: String, step: Int, steps: Int, parameters: Int)
  /// A few steps, averaged.
  case step(TrainingStepRecord)
  /// A look at the dev data; scores by `task.measure`, from 0 to 1.
  case evaluation(step: Int, scores: [String: Double], isBest: Bool)
  /// The run ends: by itself, by early stopping, or interrupted.
  case end(step: Int, seconds: Double, reason: String)

  package func encode(to writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .start(let name, let step, let steps, let parameters):
        writer.field("event", "start")
        writer.field("name", name)
        writer.field("step", step)
        writer.field("steps", steps)
        writer.field("parameters", parameters)
      case .step(let record):
        writer.field("event", "step")
        record.writeFields(to: &writer)
      case .evaluation(let step, let scores, let isBest):
        writer.field("event", "evaluation")
        writer.field("step", step)
        writer.field("scores", scores)
        writer.field("best", isBest)
      case .end(let step, let seconds, let reason):
        writer.field("event", "end")
        writer.field("step", step)
        writer.field("seconds", seconds)
        writer.field("reason", reason)
      }
    }
  }
}

/// What happened in some steps.
package struct TrainingStepRecord: Sendable, Equatable {
  /// The last of the steps, from 1.
  package let step: Int
  /// The mean loss of all tasks.
  package let loss: Double
  /// The mean loss of each task that took part.
  package let losses: [String: Double]
  package let learningRate: Double
  package let tokensPerSecond: Double
  /// Since the run began, pauses left out.
  package let seconds: Double
  /// Until the last step, at this speed.
  package let secondsLeft: Double

  package init(
    step: Int, loss: Double, losses: [String: Double], learningRate: Double, tokensPerSecond: Double, seconds: Double,
    secondsLeft: Double
  ) {
    self.step = step
    self.loss = loss
    self.losses = losses
    self.learningRate = learningRate
    self.tokensPerSecond = tokensPerSecond
    self.seconds = seconds
    self.secondsLeft = secondsLeft
  }

  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("step", step)
    writer.field("loss", loss)
    writer.field("losses", losses)
    writer.field("learning_rate", learningRate)
    writer.field("tokens_per_second", tokensPerSecond)
    writer.field("seconds", seconds)
    writer.field("seconds_left", secondsLeft)
  }
}

extension TrainingEvent: JSONDecodable {
  /// Reads a line of a log back.
  package init(json: JSONValue) throws(JSONError) {
    let event: String = try json.decode("event")
    let step: Int = try json.decode("step")
    switch event {
    case "start":
      self = .start(
        name: try json.decode("name"), step: step, steps: try json.decode("steps"),
        parameters: try json.decode("parameters"))
    case "step":
      self = .step(
        TrainingStepRecord(
          step: step, loss: try json.decode("loss"), losses: try json.decode("losses"),
          learningRate: try json.decode("learning_rate"), tokensPerSecond: try json.decode("tokens_per_second"),
          seconds: try json.decode("seconds"), secondsLeft: try json.decode("seconds_left")))
    case "evaluation":
      self = .evaluation(step: step, scores: try json.decode("scores"), isBest: try json.decode("best"))
    case "end":
      self = .end(step: step, seconds: try json.decode("seconds"), reason: try json.decode("reason"))
    default: throw .shape("a known event", at: "event")
    }
  }
}
