/// All parameters of a model in training, in the order in which its layers asked for them.
///
/// A parameter starts from the checkpoint's tensor of its name, widened to float32; one that the checkpoint lacks (a new head) may be
/// created from a seed. Asking again gives the same object, so that two layers can share a weight. It belongs to one thread.
package final class ParameterStore {
  /// In the order of their indices.
  package private(set) var parameters: [Parameter] = []
  /// Adapters that linear layers get when they are read; nil for none.
  package let adaptation: LowRankAdaptation?
  private let checkpoint: Checkpoint?
  private let seed: UInt64
  private var byName: [String: Parameter] = [:]
  /// Prefixes of names that the checkpoint is not asked for.
  private var renewed: [String] = []

  /// A store over a checkpoint, or one where everything is new.
  package init(_ checkpoint: Checkpoint?, seed: UInt64 = 0, adaptation: LowRankAdaptation? = nil) {
    self.checkpoint = checkpoint
    self.seed = seed
    self.adaptation = adaptation
  }

  /// Whether the checkpoint or a parameter has this name.
  package func has(_ name: String) -> Bool { byName[name] != nil || stored(name) != nil }

  /// Lets parameters whose names begin so start from nothing, whatever the checkpoint has.
  package func startAnew(_ prefix: String) { renewed.append(prefix) }

  private func stored(_ name: String) -> StoredTensor? {
    renewed.contains { name.hasPrefix($0) } ? nil : checkpoint?.tensors[name]
  }

  /// The parameter of which the first part has this name; nil where no layer has asked for it.
  package func known(_ name: String) -> Parameter? { byName[name].flatMap { $0.name == name ? $0 : nil } }

  /// The parameter with exactly these names and this shape of each part.
  ///
  /// - Parameter initial: what it starts from where the checkpoint lacks it; nil makes that an error.
  /// - Throws: `TensorError` `tensor-missing`, `tensor-shape` or `tensor-type`.
  package func parameter(_ names: [String], _ partShape: [Int], initial: Initialization?) throws -> Parameter {
    if let known = byName[names[0]] {
      guard known.names == names, known.partShape == partShape else {
        throw TensorError.shape(names[0], known.partShape, expected: partShape, in: "the parameters")
      }
      return known
    }
    if let name = names.first(where: { byName[$0] != nil }) {
      throw TensorError.shape(name, byName[name]?.partShape ?? [], expected: partShape, in: "the parameters")
    }
    let parameter = Parameter(names: names, partShape: partShape, index: parameters.count)
    for (part, name) in names.enumerated() {
      try fill(parameter, part, name, initial)
    }
    for name in names { byName[name] = parameter }
    parameters.append(parameter)
    return parameter
  }

  /// Replaces the numbers of all parameters by those of a file that `tensors()` was written to.
  ///
  /// - Throws: `TensorError` when it lacks one or has another shape; then some are replaced and some not.
  package func read(_ file: SafetensorsFile) throws {
    for parameter in parameters {
      for (part, name) in parameter.names.enumerated() {
        guard let tensor = file.tensors[name] else { throw TensorError.missing(name, in: file.path) }
        guard tensor.shape == parameter.partShape else {
          throw TensorError.shape(name, tensor.shape, expected: parameter.partShape, in: file.path)
        }
        let elements = try tensor.floats()
        (parameter.values + parameter.range(ofPart: part).lowerBound).update(from: elements, count: elements.count)
      }
    }
  }

  private func fill(_ parameter: Parameter, _ part: Int, _ name: String, _ initial: Initialization?) throws {
    let range = parameter.range(ofPart: part)
    if let checkpoint, initial == nil || stored(name) != nil {
      let elements = try checkpoint.tensor(name, shape: parameter.partShape).floats()
      (parameter.values + range.lowerBound).update(from: elements, count: elements.count)
      return
    }
    guard let initial else { throw TensorError.missing(name, in: "the checkpoint") }
    var random = SeededGenerator(seed, name: name)
    initial.fill(parameter.values + range.lowerBound, count: range.count, using: &random)
  }
}
