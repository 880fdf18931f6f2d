import Foundation
import Heads
import JSON
import Layers
import Support
import Tensors

/// Names what a model's vectors and each of its heads compute, for caches that must survive a change of the other heads.
///
/// In a Stet bundle a name covers the backbone, the tokenizer and the part itself, so that adding or replacing one head leaves what the
/// others gave valid. In any other model every name is the whole model's `Fingerprint`.
package struct ResultFingerprints: Sendable, Equatable {
  /// Of the sentence vectors.
  package let vectors: String
  /// Of the task heads, by name.
  package let heads: [String: String]

  /// The names for a model without `stet.json`.
  init(whole: Fingerprint, heads: some Sequence<String>) {
    vectors = whole.description
    self.heads = Dictionary(uniqueKeysWithValues: heads.map { ($0, whole.description) })
  }

  /// The names for a bundle.
  ///
  /// O(size of the heads), besides what the backbone's fingerprint costs.
  ///
  /// - Throws: `TensorError` or `SupportError` for a file that cannot be read.
  init(
    bundle directory: ModelDirectory, manifest: BundleManifest, backbone: BackboneFingerprint, checkpoint: Checkpoint
  ) throws {
    let input = try Fingerprint(directory: directory.path, files: directory.inputFiles)
    let base = "\(backbone) \(input)"
    let modules = try Fingerprint(directory: directory.path, files: directory.moduleFiles)
    vectors = BackboneFingerprint.digits(of: Array("stet vectors 1 \(base) \(modules)".utf8))
    heads = try manifest.heads.reduce(into: [:]) { heads, entry in
      var specification = entry.value.specification
      specification.metrics = [:]
      // What reads vectors depends on how hidden states become one.
      let below = specification.context == nil ? base : "\(base) \(modules)"
      let text = "stet head 1 \(below) \(specification.json.encodedText())\0"
      let weights = try Self.weights(of: entry.key, directory, checkpoint)
      heads[entry.key] = BackboneFingerprint.digits(of: Array(text.utf8) + BackboneFingerprint.contents(of: weights))
    }
  }

  private static func weights(
    of head: String, _ directory: ModelDirectory, _ checkpoint: Checkpoint
  ) throws -> [StoredTensor] {
    let prefix = HeadNames.prefix(of: head)
    let inside = checkpoint.tensors.values.filter { $0.name.hasPrefix(prefix) }
    let file = directory.path + "/" + ModelDirectory.headFile(head)
    guard inside.isEmpty, FileManager.default.fileExists(atPath: file) else { return inside }
    return try Checkpoint(file: file).tensors.values.filter { $0.name.hasPrefix(prefix) }
  }
}

extension ModelDirectory {
  /// Files that decide which tokens a text has.
  fileprivate var inputFiles: [String] {
    let names = [
      "merges.txt", "sentence_bert_config.json", "tokenizer.json", "tokenizer_config.json", "vocab.json", "vocab.txt",
    ]
    return names.filter { computingFiles.contains($0) }
  }

  /// Files that decide how hidden states become a vector.
  fileprivate var moduleFiles: [String] {
    computingFiles.filter { file in
      file == "modules.json" || moduleFolders.contains { file.hasPrefix($0 + "/") }
    }
  }
}
