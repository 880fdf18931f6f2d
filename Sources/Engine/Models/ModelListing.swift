import Foundation
import Heads
import JSON
package import Support

/// What is known about a registered model without loading its weights.
package struct ModelListing: Sendable {
  package let name: String
  package let directory: String
  /// `model_type` of its configuration, empty when unknown.
  package let architecture: String
  /// What it was made for; nil when unknown.
  package let task: ModelTask?
  /// Width of its vectors, 0 when unknown.
  package let dimensions: Int
  /// Bytes of the files that take part in what it computes.
  package let size: Int
  /// Nil when a file could not be read.
  package let fingerprint: Fingerprint?
  /// The features that run on it: those of the default models.
  package let features: [String]
  /// Why it cannot be used; nil when nothing is known to be wrong.
  package let problem: (any HintedError)?

  /// Looks at the model's files.
  init(name: String, directory path: String) {
    self.name = name
    directory = path
    let model = Result { try ModelDirectory(path: path) }
    let configuration = (try? model.get())?.configuration
    let files = (try? model.get())?.computingFiles ?? []
    architecture = configuration?["model_type"]?.stringValue ?? ""
    task = (try? model.get())?.task
    dimensions = (configuration?["hidden_size"] ?? configuration?["dim"] ?? configuration?["n_embd"])?.intValue ?? 0
    size = files.reduce(0) { $0 + Self.size(path + "/" + $1) }
    fingerprint = try? Fingerprint(directory: path, files: files)
    features =
      switch name {
      case ModelRegistry.defaultModel: ["highlight", "similar", "search", "duplicates", "annotate", "classify", "ask"]
      case ModelRegistry.defaultLanguageModel: ["complete", "score"]
      default: []
      }
    problem = Self.problem(model, files)
  }

  private static func problem(_ model: Result<ModelDirectory, any Error>, _ files: [String]) -> (any HintedError)? {
    switch model {
    case .failure(let error): error as? any HintedError ?? ModelError.invalid("config.json", "it cannot be read")
    case .success(let directory):
      files.contains { $0.contains(".safetensors") }
        ? nil : ModelError.invalid(directory.path, "it has no model.safetensors")
    }
  }

  private static func size(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
}
