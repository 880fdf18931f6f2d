package import Training

extension FineTuner {
  /// What happens during a run.
  package enum Event {
    case stepped(Trainer.Report)
    /// All scores, the number that decides, and whether it is the best so far.
    case evaluated(step: Int, scores: [(task: LoadedTask, scores: TaskScores)], isBest: Bool)
  }

  /// Trains to the end, an early stop or an interruption; afterwards, unless interrupted, the parameters are the best ones.
  ///
  /// - Parameters:
  ///   - directory: for checkpoints.
  ///   - isResuming: whether to go on from the checkpoint in it.
  ///   - isInterrupted: asked after every step; true saves and ends.
  /// - Throws: `TrainingError`, `SupportError`.
  package func run(
    directory: String, isResuming: Bool, observe: @escaping (Event) -> Void, isInterrupted: () -> Bool
  ) throws -> TrainingRun.Result {
    let settings = recipe.evaluation
    let epoch = max(1, trainer.batchesPerEpoch.reduce(0, +) / max(1, recipe.schedule.accumulation))
    let run = TrainingRun(
      steps: steps, evaluationInterval: settings.every > 0 ? settings.every : epoch,
      patience: settings.patience > 0 ? settings.patience : nil, directory: directory)
    var latest: [(task: LoadedTask, scores: TaskScores)] = []
    let evaluate: () throws -> Double = {
      latest = self.evaluate()
      return self.decisive(latest) ?? 0
    }
    return try run.run(
      trainer, isResuming: isResuming, evaluate: hasDevData ? evaluate : nil,
      observe: { event in
        switch event {
        case .stepped(let report): observe(.stepped(report))
        case .evaluated(let step, _, let isBest): observe(.evaluated(step: step, scores: latest, isBest: isBest))
        }
      }, isInterrupted: isInterrupted)
  }
}
