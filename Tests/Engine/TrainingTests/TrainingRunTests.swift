import Tensors
import Testing
import Training

@Suite struct TrainingRunTests {
  private static func trainer() throws -> Trainer {
    let model = try TinyModel()
    return try Trainer(model.store, tasks: [model.tokenTask()], options: .quick(threads: 1))
  }

  @Test(arguments: [false, true]) func endsEarlyWithTheBestParameters(hasDirectory: Bool) throws {
    try TrainingFixture.withTemporaryFolder { folder in
      let trainer = try Self.trainer()
      let run = TrainingRun(
        steps: 100, evaluationInterval: 2, patience: 3, directory: hasDirectory ? folder : nil)
      // Best at the second evaluation, after step 4.
      var scores: [Double] = [0.3, 0.7, 0.6, 0.7, 0.5, 0.9]
      var best: [[Float]] = []
      let result = try run.run(trainer, evaluate: { scores.removeFirst() }) { event in
        if case .evaluated(4, _, let isBest) = event, isBest { best = trainer.store.parameters.map(\.elements) }
      }
      #expect(result.ending == .stoppedEarly && result.best?.score == 0.7 && result.best?.step == 4)
      #expect(trainer.step == 10 && !best.isEmpty && trainer.store.parameters.map(\.elements) == best)
    }
  }

  @Test func anInterruptedRunGoesOnToTheSameEnd() throws {
    func score(_ trainer: Trainer) -> Double { Double(trainer.store.parameters[0].elements[3]) }
    try TrainingFixture.withTemporaryFolder { folder in
      let run = TrainingRun(steps: 12, evaluationInterval: 3, directory: folder)
      let first = try Self.trainer()
      var steps = 0
      let broken = try run.run(
        first, evaluate: { score(first) }, observe: { _ in steps += 1 }, isInterrupted: { first.step == 5 })
      #expect(broken.ending == .interrupted && first.step == 5)
      let second = try Self.trainer()
      let resumed = try run.run(second, isResuming: true, evaluate: { score(second) })
      let third = try Self.trainer()
      let straight = try TrainingRun(steps: 12, evaluationInterval: 3).run(third, evaluate: { score(third) })
      #expect(resumed == straight && resumed.ending == .finished)
      #expect(second.store.parameters.map(\.elements) == third.store.parameters.map(\.elements))
    }
  }

  @Test func checkpointsComeByTheClock() throws {
    try TrainingFixture.withTemporaryFolder { folder in
      let trainer = try Self.trainer()
      var time = ContinuousClock.now
      var steps: [Int] = []
      var known = false
      _ = try TrainingRun(steps: 9, directory: folder, checkpointInterval: .seconds(10)).run(
        trainer,
        observe: { _ in
          // Only what was saved after the step before can be there.
          let exists = Trainer.hasCheckpoint(in: folder + "/last")
          if exists != known { steps.append(trainer.step - 1) }
          known = exists
          time += .seconds(4)
        }, now: { time })
      #expect(steps == [3])
      let resumed = try Self.trainer()
      try resumed.resume(from: folder + "/last")
      #expect(resumed.step == 9)
    }
  }

  @Test func withoutEvaluationTheLastStepCounts() throws {
    let trainer = try Self.trainer()
    let result = try TrainingRun(steps: 3).run(trainer)
    #expect(result.ending == .finished && result.best == nil && trainer.step == 3)
  }
}
