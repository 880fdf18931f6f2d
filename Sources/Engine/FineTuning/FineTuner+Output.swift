import Foundation
import Heads
import Models
import Tensors

extension FineTuner {
  /// Writes the model as it stands, a bundle that appears complete or not at all.
  ///
  /// - Parameters:
  ///   - folder: replaced where it is a model already, refused where it is something else.
  ///   - scores: written into the heads' metrics.
  /// - Throws: `FineTuningError`, `ModelError`, `SupportError`, errors of reading the backbone.
  package func write(to folder: String, scores: [(task: LoadedTask, scores: TaskScores)]) throws {
    try Self.checkOutput(folder)
    let contents = BundleWriter.Contents(
      base: try ModelDirectory(path: backboneFolder), configuration: configuration, weights: try tensors(),
      storage: recipe.precision.storage, heads: specifications(scores))
    try BundleWriter.write(contents, to: folder, replacing: true)
  }

  /// Makes sure that nothing but a model would be replaced.
  ///
  /// - Throws: `FineTuningError` `training-output` for a folder with other files.
  package static func checkOutput(_ folder: String) throws {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    let isModel = names.contains("config.json") && names.contains("model.safetensors")
    guard files.fileExists(atPath: folder), !isModel, !names.isEmpty else { return }
    throw FineTuningError(
      code: "training-output", message: "\(folder) exists and is no model",
      hint: "Name a new folder as the recipe's output, or remove that one.")
  }

  /// All parameters, adapters merged, and what the backbone's checkpoint has besides.
  ///
  /// Adds up to the same model whatever the storage; only matrices are reduced.
  private func tensors() throws -> [WritableTensor] {
    let storage = recipe.precision.storage
    var tensors = store.mergedTensors(as: storage)
    let known = Set(tensors.map(\.name))
    let checkpoint = try Checkpoint(directory: backboneFolder)
    // Other types hold position numbers and the like, which no architecture reads.
    for tensor in checkpoint.tensors.values
    where tensor.isWeight && !known.contains(tensor.name) && !tensor.name.hasPrefix("heads.") {
      tensors.append(
        WritableTensor(tensor.name, tensor.shape, try tensor.floats(), as: storage.type(of: tensor.shape)))
    }
    return tensors
  }

  private func specifications(_ scores: [(task: LoadedTask, scores: TaskScores)]) -> [String: HeadSpecification] {
    var result = heads.mapValues(\.specification)
    for (task, scores) in scores {
      if let threshold = scores.threshold { result[task.recipe.name]?.answerThreshold = Float(threshold) }
      for (measure, value) in scores.measures {
        result[task.recipe.name]?.metrics[measure] = (value * 1e5).rounded() / 1e5
      }
    }
    return result
  }
}

extension Recipe.Precision {
  fileprivate var storage: WeightStorage {
    switch self {
    case .float32: .float32
    case .float16: .float16
    case .bfloat16: .bfloat16
    case .int8: .int8
    }
  }
}
