import Architectures
import Heads
import Tensors

/// Lets a head's own layers begin as copies of the backbone's, those behind the one that they read.
enum BranchStart {
  /// Copies what the backbone has; layers beyond its last one stay new, and so do feed-forward middles of another width; those of a head that goes
  /// on stay as they are.
  ///
  /// - Throws: `TensorError` when the checkpoint lacks a weight of those layers.
  static func copy(
    _ backbone: any Backbone, _ checkpoint: Checkpoint, to head: Head, named name: String, in store: ParameterStore
  ) throws {
    guard let branch = head.specification.branch, let source = branch.source else { return }
    let prefix = HeadNames.prefix(of: name) + HeadNames.stet.branch + "."
    for layer in 0..<min(branch.layers, backbone.dimensions.layers - source) {
      let names = backbone.layerNames(source + layer)
      for parameter in store.parameters
      where parameter.name.hasPrefix("\(prefix)\(layer).") && checkpoint.tensors[parameter.name] == nil {
        try copy(checkpoint, names, to: parameter, dropping: "\(prefix)\(layer).")
      }
    }
  }

  private static func copy(
    _ checkpoint: Checkpoint, _ names: [String: String], to parameter: Parameter, dropping prefix: String
  ) throws {
    for (part, own) in parameter.names.enumerated() {
      let pieces = own.dropFirst(prefix.count).split(separator: ".")
      guard pieces.count == 2, let name = names[String(pieces[0])] else { continue }
      let old = ["weight": "gamma", "bias": "beta"][pieces[1]] ?? ""
      let full = checkpoint.tensors["\(name).\(pieces[1])"] == nil ? "\(name).\(old)" : "\(name).\(pieces[1])"
      guard checkpoint.tensors[full]?.shape == parameter.partShape else { continue }
      let values = try checkpoint.tensor(full, shape: parameter.partShape).floats()
      (parameter.values + parameter.range(ofPart: part).lowerBound).update(from: values, count: values.count)
    }
  }
}
