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
    let base = try ModelDirectory(path: backboneFolder)
    let kept = try keptHeads().mapValues(\.specification)
    let contents = BundleWriter.Contents(
      base: base, configuration: configuration, weights: try tensors(),
      storage: recipe.precision, heads: specifications(scores, after: try base.manifest).merging(kept) { new, _ in new }
    )
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
    let storage = recipe.precision
    var tensors = store.mergedTensors(as: storage, scales: scaleAxis)
    let known = Set(tensors.map(\.name))
    guard !recipe.hasNewWeights else { return tensors }
    let checkpoint = try Checkpoint(directory: backboneFolder)
    // Other types hold position numbers and the like, which no architecture reads.
    for tensor in checkpoint.tensors.values
    where tensor.isWeight && !known.contains(tensor.name) && !tensor.name.hasPrefix("heads.") {
      tensors.append(
        WritableTensor(
          tensor.name, tensor.shape, try tensor.floats(),
          as: storage.format(of: tensor.shape, lying: scaleAxis(tensor.name))))
    }
    for name in try keptHeads().keys.sorted() { tensors += try weights(ofHead: name, storage) }
    return tensors
  }

  /// The heads of the backbone's bundle that the recipe does not train, where it keeps them.
  private func keptHeads() throws -> [String: BundleManifest.Entry] {
    guard recipe.keepsHeads, let manifest = try ModelDirectory(path: backboneFolder).manifest else { return [:] }
    return manifest.heads.filter { heads[$0.key] == nil }
  }

  private func weights(ofHead name: String, _ storage: WeightStorage) throws -> [WritableTensor] {
    let prefix = HeadNames.prefix(of: name)
    var stored = try Checkpoint(directory: backboneFolder).tensors.values.filter { $0.name.hasPrefix(prefix) }
    let file = backboneFolder + "/" + ModelDirectory.headFile(name)
    if stored.isEmpty { stored = try Checkpoint(file: file).tensors.values.filter { $0.name.hasPrefix(prefix) } }
    return try stored.filter(\.isWeight).sorted { $0.name < $1.name }.map {
      WritableTensor($0.name, $0.shape, try $0.floats(), as: storage.format(of: $0.shape))
    }
  }

  private func specifications(
    _ scores: [(task: LoadedTask, scores: TaskScores)], after manifest: BundleManifest?
  ) -> [String: HeadSpecification] {
    var result = heads.mapValues(\.specification)
    // What was fitted for a head holds until it is fitted again.
    for (name, earlier) in manifest?.heads ?? [:] where result[name]?.labels == earlier.specification.labels {
      result[name]?.categoryThresholds = earlier.specification.categoryThresholds
    }
    for (task, scores) in scores {
      if let threshold = scores.threshold {
        switch task.recipe.kind {
        case .edits: result[task.recipe.name]?.detectionThreshold = Float(threshold)
        case .label: result[task.recipe.name]?.decision = Float(threshold)
        default: result[task.recipe.name]?.answerThreshold = Float(threshold)
        }
      }
      for (measure, value) in scores.measures {
        result[task.recipe.name]?.metrics[measure] = (value * 1e5).rounded() / 1e5
      }
    }
    return result
  }
}
