import Foundation
import JSON
import Support
import Tensors

/// The best score of a run and the parameters that reached it.
struct Progress {
  private(set) var best: TrainingRun.Best?
  /// Evaluations since the best one.
  private(set) var failures = 0
  private let directory: String?
  /// The best parameters, where there is no directory for them.
  private var kept: [[Float]] = []

  /// - Parameter isResuming: whether to go on from the directory's `last`, where there is one.
  init(_ trainer: Trainer, directory: String?, isResuming: Bool) throws {
    self.directory = directory
    guard let directory else { return }
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    guard isResuming, Trainer.hasCheckpoint(in: Self.last(directory)) else { return }
    let notes = try trainer.resume(from: Self.last(directory))
    failures = notes["failures"]?.intValue ?? 0
    if let score = notes["score"]?.doubleValue, let step = notes["bestStep"]?.intValue {
      best = TrainingRun.Best(score: score, step: step)
    }
  }

  /// Takes note of a score and returns whether it is the best; then the parameters are kept.
  mutating func note(_ score: Double, _ trainer: Trainer) throws -> Bool {
    guard best.map({ score > $0.score }) ?? true else {
      failures += 1
      return false
    }
    best = TrainingRun.Best(score: score, step: trainer.step)
    failures = 0
    if let directory {
      try SafetensorsWriter.write(trainer.store.tensors(), to: Self.bestFile(directory))
    } else {
      kept = trainer.store.parameters.map(\.elements)
    }
    return true
  }

  /// Writes `last`, where there is a directory.
  func save(_ trainer: Trainer) throws {
    guard let directory else { return }
    var notes: [(String, JSONValue)] = [("failures", .integer(Int64(failures)))]
    if let best { notes += [("score", .number(best.score)), ("bestStep", .integer(Int64(best.step)))] }
    try trainer.save(to: Self.last(directory), notes: .object(JSONObject(notes)))
  }

  /// Gives the trainer's parameters the numbers of the best evaluation, where there was one.
  func restoreBest(_ trainer: Trainer) throws {
    guard let best, best.step != trainer.step else { return }
    if let directory { return try trainer.store.read(SafetensorsFile(path: Self.bestFile(directory))) }
    for (parameter, elements) in zip(trainer.store.parameters, kept) { parameter.set(elements) }
  }

  private static func last(_ directory: String) -> String { directory + "/last" }
  private static func bestFile(_ directory: String) -> String { directory + "/best.safetensors" }
}
