import Architectures
import Foundation
import Heads
import JSON
import Layers
import Support
import Tensors

extension ModelBundle {
  /// The heads of a model: those of its `stet.json`, else the one that its class in `config.json` has.
  ///
  /// The weights of a head `NAME` are in the model's own checkpoint, or in `heads/NAME.safetensors`.
  /// - Parameter backbone: of these weights; nil to compute it where it is needed.
  /// - Throws: `HeadError`, `TensorError`, and `ModelError` `backbone-mismatch` for a head that was trained on another backbone.
  static func heads(
    _ directory: ModelDirectory, _ checkpoint: Checkpoint, hidden: Int, backbone: BackboneFingerprint? = nil
  ) throws -> [String: Head] {
    guard let manifest = try directory.manifest else {
      return try checkpointHead(directory, checkpoint, hidden: hidden)
    }
    let known = backbone ?? BackboneFingerprint(configuration: directory.configuration, checkpoint: checkpoint)
    let backbone = known.description
    var heads: [String: Head] = [:]
    for (name, entry) in manifest.heads {
      guard entry.backbone == backbone else {
        throw ModelError.mismatch(directory.path, head: name, trainedOn: entry.backbone, found: backbone)
      }
      heads[name] = try Head(
        entry.specification, hidden: hidden, weights: source(of: name, directory, checkpoint))
    }
    return heads
  }

  private static func checkpointHead(
    _ directory: ModelDirectory, _ checkpoint: Checkpoint, hidden: Int
  ) throws -> [String: Head] {
    let weights = WeightSource(checkpoint)
    guard let head = try CheckpointHead(configuration: directory.configuration, weights: weights) else { return [:] }
    return [head.name: try Head(head.specification, hidden: hidden, weights: weights, names: head.names)]
  }

  private static func source(
    of head: String, _ directory: ModelDirectory, _ checkpoint: Checkpoint
  ) throws -> WeightSource {
    let prefix = HeadNames.prefix(of: head)
    let inside = WeightSource(checkpoint, prefix: prefix)
    let file = directory.path + "/" + ModelDirectory.headFile(head)
    guard !inside.isStored(HeadNames.stet.output + ".weight"), FileManager.default.fileExists(atPath: file) else {
      return inside
    }
    return WeightSource(try Checkpoint(file: file, precision: checkpoint.precision), prefix: prefix)
  }
}
