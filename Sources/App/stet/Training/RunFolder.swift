import FineTuning
import Foundation
import Reports
import Support
import Training

/// Where the files of a run are.
struct RunFolder {
  let checkpoints: String
  let log: String
  let report: String

  init(recipe: Recipe, log: String?, report: String?) {
    checkpoints = recipe.output + ".training"
    self.log = log ?? checkpoints + "/log.jsonl"
    self.report = report ?? checkpoints + "/report.html"
  }

  /// Makes the folder, unless an interrupted run in it would be lost.
  ///
  /// - Throws: `UsageError` for an interrupted run that is neither resumed nor thrown away; `SupportError`.
  func prepare(resumes: Bool, restarts: Bool) throws {
    let exists = Trainer.hasCheckpoint(in: checkpoints + "/last")
    if exists, !resumes, !restarts {
      throw UsageError(
        message: "\(checkpoints) holds an interrupted run",
        hint: "Go on with it by --resume, or throw it away by --restart.")
    }
    if resumes, !exists {
      throw UsageError(message: "\(checkpoints) holds no interrupted run", hint: "Leave --resume out to start one.")
    }
    if restarts { removeCheckpoints() }
    do {
      try FileManager.default.createDirectory(atPath: checkpoints, withIntermediateDirectories: true)
    } catch {
      throw SupportError(
        code: "io-error", message: "cannot create the folder \(checkpoints)", hint: "Check that you may write there.")
    }
  }

  /// The step and the seconds that the log of an interrupted run knows.
  func earlier() throws -> (step: Int, seconds: Double) {
    guard FileManager.default.fileExists(atPath: log) else { return (0, 0) }
    return try TrainingLog.read(log).reduce(into: (step: 0, seconds: 0)) { result, event in
      if case .end(let step, let seconds, _) = event { result = (step, seconds) }
    }
  }

  /// Removes what only a resumed run would need.
  func removeCheckpoints() {
    for name in ["last", "best.safetensors"] { try? FileManager.default.removeItem(atPath: "\(checkpoints)/\(name)") }
  }
}
