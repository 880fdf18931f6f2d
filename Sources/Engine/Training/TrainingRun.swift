/// A whole run: steps, evaluations, checkpoints, an early end, and at the end the best parameters.
package struct TrainingRun {
  /// Steps of the run.
  package var steps: Int
  /// Steps from one evaluation to the next; nil for one at the end only.
  package var evaluationInterval: Int?
  /// Evaluations without a better score after which the run ends; nil for never.
  package var patience: Int?
  /// Where checkpoints go: `last` to resume from, and `best.safetensors`; nil for nowhere.
  package var directory: String?
  /// Time from one checkpoint to the next, whatever a step takes: what a loss of power costs at most.
  package var checkpointInterval: Duration

  package init(
    steps: Int, evaluationInterval: Int? = nil, patience: Int? = nil, directory: String? = nil,
    checkpointInterval: Duration = .seconds(180)
  ) {
    (self.steps, self.evaluationInterval, self.patience) = (steps, evaluationInterval, patience)
    (self.directory, self.checkpointInterval) = (directory, checkpointInterval)
  }

  /// What happens on the way.
  package enum Event {
    case stepped(Trainer.Report)
    case evaluated(step: Int, score: Double, isBest: Bool)
  }

  /// How a run ended.
  package enum Ending: Sendable, Equatable {
    case finished
    /// No better score for `patience` evaluations.
    case stoppedEarly
    /// The caller asked; `last` is where it stands.
    case interrupted
  }

  /// How the best score came about.
  package struct Result: Sendable, Equatable {
    package let ending: Ending
    /// Nil where nothing was evaluated.
    package let best: Best?
  }

  /// The best score so far.
  package struct Best: Sendable, Equatable {
    package let score: Double
    package let step: Int
  }

  /// Trains from where the trainer stands.
  ///
  /// At the end, but not after an interruption, the parameters are those of the best evaluation.
  ///
  /// - Parameters:
  ///   - isResuming: whether to read `last` first, where there is one.
  ///   - evaluate: the score on the dev set, higher is better; nil to go by the last step.
  ///   - observe: told about every step.
  ///   - isInterrupted: asked after every step.
  ///   - now: the clock of the checkpoints.
  /// - Throws: what `Trainer` and `evaluate` throw.
  package func run(
    _ trainer: Trainer, isResuming: Bool = false, evaluate: (() throws -> Double)? = nil,
    observe: (Event) -> Void = { _ in }, isInterrupted: () -> Bool = { false },
    now: () -> ContinuousClock.Instant = { .now }
  ) throws -> Result {
    var progress = try Progress(trainer, directory: directory, isResuming: isResuming)
    var ending = Ending.finished
    var saved = now()
    while trainer.step < steps, ending == .finished {
      observe(.stepped(try trainer.advance()))
      if let evaluate, isDue(evaluationInterval, trainer.step) {
        let score = try evaluate()
        let isBest = try progress.note(score, trainer)
        observe(.evaluated(step: trainer.step, score: score, isBest: isBest))
        if let patience, progress.failures >= patience { ending = .stoppedEarly }
      }
      if isInterrupted() { ending = .interrupted }
      if ending == .interrupted || now() - saved >= checkpointInterval {
        try progress.save(trainer)
        saved = now()
      }
    }
    if ending != .interrupted { try progress.restoreBest(trainer) }
    return Result(ending: ending, best: progress.best)
  }

  private func isDue(_ interval: Int?, _ step: Int) -> Bool {
    step == steps || interval.map { step % max(1, $0) == 0 } ?? false
  }
}
