import Foundation
package import JSON
import Support
import Tensors

/// A checkpoint of training is a directory: all parameters, the optimiser's moments, and where the run stands. Random numbers need no state,
/// for they follow from the seed and the step.
///
/// `state.json` is written last and names the two other files, which carry the step in their names: whoever reads it, also after a loss
/// of power, finds the old checkpoint or the new one, never a mixture.
extension Trainer {
  private static let stateFile = "state.json"

  /// Writes everything that `resume` needs, in one go.
  ///
  /// - Parameters:
  ///   - directory: created where it is missing; files of an older checkpoint in it go.
  ///   - notes: kept beside it, for the caller.
  /// - Throws: `SupportError`; an older checkpoint in `directory` then stays.
  package func save(to directory: String, notes: JSONValue = .null) throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let names = ["parameters", "moments"].map { "\($0)-\(step).safetensors" }
    try SafetensorsWriter.write(store.tensors(), to: "\(directory)/\(names[0])")
    try SafetensorsWriter.write(momentTensors(), to: "\(directory)/\(names[1])")
    let state = Array(state(files: names, notes).encodedText().utf8)
    try AtomicFile.write(state, to: "\(directory)/\(Self.stateFile)")
    for old in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
      let isOurs = old.hasPrefix("parameters-") || old.hasPrefix("moments-")
      if isOurs, !names.contains(old) { try? FileManager.default.removeItem(atPath: "\(directory)/\(old)") }
    }
  }

  /// Whether a checkpoint is in `directory`.
  package static func hasCheckpoint(in directory: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(directory)/\(stateFile)")
  }

  /// Goes on where the run stood that saved `directory`: the next step is the one that it would have done.
  ///
  /// - Returns: the notes.
  /// - Throws: `TrainingError` `training-checkpoint` when the run was another one, errors of reading files.
  @discardableResult
  package func resume(from directory: String) throws -> JSONValue {
    let bytes = try MappedFile.contents(of: "\(directory)/\(Self.stateFile)")
    guard let state: JSONValue = try? JSONValue(parsing: bytes, maximumDepth: 32) else {
      throw TrainingError.checkpoint(directory, "\(Self.stateFile) is damaged")
    }
    guard state["run"] == identity else {
      throw TrainingError.checkpoint(directory, "its seed, threads, tasks or parameters are others")
    }
    let files = (state["files"]?.arrayValue ?? []).compactMap(\.stringValue).filter { !$0.contains("/") }
    guard let step = state["step"]?.intValue, let positions = positions(state["positions"]), files.count == 2 else {
      throw TrainingError.checkpoint(directory, "\(Self.stateFile) is incomplete")
    }
    try store.read(SafetensorsFile(path: "\(directory)/\(files[0])"))
    try readMoments(SafetensorsFile(path: "\(directory)/\(files[1])"), steps: state["moments"])
    self.step = step
    streams = tasks.indices.map { Self.stream(tasks[$0], index: $0, options, at: positions[$0]) }
    return state["notes"] ?? .null
  }

  private func state(files: [String], _ notes: JSONValue) -> JSONValue {
    let positions = streams.map { stream -> JSONValue in
      [.integer(Int64(stream.position.epoch)), .integer(Int64(stream.position.batch))]
    }
    let steps = optimizer.moments.map { moments -> JSONValue in moments.map { .integer(Int64($0.steps)) } ?? .null }
    return [
      "run": identity, "step": .integer(Int64(step)), "files": .array(files.map { .string($0) }),
      "positions": .array(positions), "moments": .array(steps), "notes": notes,
    ]
  }

  /// What must be the same for the next step to be the same.
  private var identity: JSONValue {
    let tasks = tasks.map { task -> JSONValue in
      [
        "name": .string(task.name), "examples": .integer(Int64(task.objective.count)),
        "tokens": .integer(Int64(task.budget.tokens)),
        "batch": task.budget.examples.map { .integer(Int64($0)) } ?? .null,
        "share": task.share.map { .number($0) } ?? .null,
      ]
    }
    return [
      "optimizer": .string(options.adamW.usesMuon ? "muon" : "adamw"),
      "seed": .string(String(options.seed)), "threads": .integer(Int64(options.threads)),
      "accumulation": .integer(Int64(options.accumulation)), "tasks": .array(tasks),
      "parameters": .array(store.parameters.map { .string($0.name) }),
    ]
  }

  private func positions(_ value: JSONValue?) -> [BatchStream.Position]? {
    let positions = (value?.arrayValue ?? []).compactMap { pair -> BatchStream.Position? in
      guard let numbers = pair.arrayValue?.compactMap(\.intValue), numbers.count == 2, numbers.allSatisfy({ $0 >= 0 })
      else { return nil }
      return BatchStream.Position(epoch: numbers[0], batch: numbers[1])
    }
    return positions.count == tasks.count ? positions : nil
  }

  private func momentTensors() -> [WritableTensor] {
    store.parameters.flatMap { parameter -> [WritableTensor] in
      guard parameter.index < optimizer.moments.count, let moments = optimizer.moments[parameter.index] else {
        return []
      }
      return [
        WritableTensor("first." + parameter.name, [moments.count]) { body in try body(moments.first) },
        WritableTensor("second." + parameter.name, [moments.count]) { body in try body(moments.second) },
      ]
    }
  }

  private func readMoments(_ file: SafetensorsFile, steps: JSONValue?) throws {
    optimizer.moments = []
    for parameter in store.parameters {
      guard let first = file.tensors["first." + parameter.name], let second = file.tensors["second." + parameter.name]
      else { continue }
      let (m, v) = try (first.floats(), second.floats())
      guard m.count == parameter.count, v.count == parameter.count, let steps = steps?[parameter.index]?.intValue else {
        throw TrainingError.checkpoint(file.path, "the moments of \(parameter.name) do not fit")
      }
      optimizer.moments(of: parameter).restore(m, v, steps: steps)
    }
  }
}
