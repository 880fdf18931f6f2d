import Architectures
import Foundation
package import Heads
package import JSON
import Support
package import Tensors

/// Writes Stet bundles: a model directory with `stet.json` and any number of heads over one backbone.
package enum BundleWriter {
  /// What a bundle is made of.
  package struct Contents {
    /// Where the tokenizer, the modules and the texts come from.
    package var base: ModelDirectory
    /// The new `config.json`.
    package var configuration: JSONValue
    /// The weights of the backbone, and those of the heads with `HeadNames.prefix(of:)` before their names.
    package var weights: [WritableTensor]
    /// How the matrices among the weights are stored, which the manifest records.
    package var storage: WeightStorage
    /// By name.
    package var heads: [String: HeadSpecification]

    /// - Parameter configuration: nil for that of `base`.
    package init(
      base: ModelDirectory, configuration: JSONValue? = nil, weights: [WritableTensor],
      storage: WeightStorage = .float32, heads: [String: HeadSpecification]
    ) {
      (self.base, self.weights, self.storage, self.heads) = (base, weights, storage, heads)
      self.configuration = configuration ?? base.configuration
    }
  }

  /// Writes a bundle to `path` and makes sure that it loads; it appears complete or not at all.
  ///
  /// - Parameter replacing: whether a directory at `path` may be replaced.
  /// - Throws: `ModelError` `model-exists`, what loading throws, `SupportError`.
  package static func write(_ contents: Contents, to path: String, replacing: Bool = false) throws {
    let files = FileManager.default
    let target = URL(fileURLWithPath: path).standardizedFileURL
    guard replacing || !files.fileExists(atPath: target.path) else {
      throw ModelError.exists(target.lastPathComponent, in: target.deletingLastPathComponent().path)
    }
    let partial =
      target.deletingLastPathComponent().path
      + "/.\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).partial"
    defer { try? files.removeItem(atPath: partial) }
    try ModelError.writing(path) {
      try? files.removeItem(atPath: partial)
      try files.createDirectory(atPath: partial, withIntermediateDirectories: true)
      try contents.base.copy(contents.base.carriedFiles, to: partial)
      try AtomicFile.write(contents.configuration.encoded(), to: partial + "/config.json")
      try SafetensorsWriter.write(contents.weights, to: partial + "/model.safetensors")
      try writeManifest(contents.heads, contents.storage, of: partial)
    }
    _ = try ModelBundle(directory: partial)
    try ModelError.writing(path) {
      if files.fileExists(atPath: target.path) { try files.removeItem(at: target) }
      try files.moveItem(atPath: partial, toPath: target.path)
    }
  }

  /// Adds a head to the bundle at `path`, or replaces the one of that name; nothing else in the directory changes.
  ///
  /// A model in Hugging Face layout without a head of its own becomes a bundle.
  /// - Parameter weights: with `HeadNames.prefix(of:)` before their names.
  /// - Throws: `ModelError`, `HeadError` and `TensorError` when the head does not fit; `SupportError`.
  package static func addHead(
    _ name: String, _ specification: HeadSpecification, weights: [WritableTensor], to path: String
  ) throws {
    let directory = try ModelDirectory(path: path)
    guard BundleManifest.isName(name) else { throw ModelError.name(name) }
    var manifest = try directory.manifest ?? BundleManifest()
    let checkpoint = try Checkpoint(directory: directory.path)
    guard try directory.manifest != nil || ModelBundle.heads(directory, checkpoint, hidden: hidden(directory)).isEmpty
    else {
      throw ModelError.manifest(
        path, "it has a head of its own, which a bundle would hide", hint: "Add heads to a bare model or to a bundle.")
    }
    let backbone = BackboneFingerprint(configuration: directory.configuration, checkpoint: checkpoint).description
    manifest.heads[name] = BundleManifest.Entry(specification: specification, backbone: backbone)
    try ModelError.writing(path) {
      try FileManager.default.createDirectory(atPath: path + "/heads", withIntermediateDirectories: true)
      try SafetensorsWriter.write(weights, to: path + "/" + ModelDirectory.headFile(name))
    }
    try AtomicFile.write(Array(manifest.text.utf8), to: path + "/stet.json")
  }

  /// Records something about a head, such as thresholds that were fitted; its weights stay as they are.
  ///
  /// - Throws: `ModelError` when the bundle has no such head; `SupportError`.
  package static func record(
    ofHead name: String, in path: String, _ change: (inout HeadSpecification) -> Void
  ) throws {
    guard var manifest = try ModelDirectory(path: path).manifest, var entry = manifest.heads[name] else {
      throw ModelError.manifest(
        path, "it has no head \(name)", hint: "Name a bundle that `stet train` made with that head.")
    }
    change(&entry.specification)
    manifest.heads[name] = entry
    try AtomicFile.write(Array(manifest.text.utf8), to: path + "/stet.json")
  }

  /// Writes the model in `directory` with its matrices stored in another way, for a smaller file.
  ///
  /// Heads stay valid: they are recorded with the fingerprint of the converted backbone.
  /// - Throws: as `write`, and what loading `directory` throws.
  package static func convert(_ directory: String, to path: String, as storage: WeightStorage) throws {
    let bundle = try ModelBundle(directory: directory)
    let base = bundle.directory
    var tensors = try Checkpoint(directory: base.path).tensors
    let heads = try base.manifest?.heads ?? [:]
    for head in heads.keys where FileManager.default.fileExists(atPath: base.path + "/" + ModelDirectory.headFile(head))
    {
      let file = try Checkpoint(file: base.path + "/" + ModelDirectory.headFile(head))
      tensors.merge(file.tensors) { inside, _ in inside }
    }
    let weights = tensors.values.filter(\.isWeight).map { stored in
      let format = storage.format(of: stored.shape, lying: bundle.backbone.scaleAxis(of: stored.name))
      return WritableTensor(stored.name, stored.shape, format) { body in
        try stored.floats().withUnsafeBufferPointer { if let base = $0.baseAddress { try body(base) } }
      }
    }
    let contents = Contents(
      base: base, weights: weights, storage: storage, heads: heads.mapValues(\.specification))
    try write(contents, to: path)
  }

  private static func hidden(_ directory: ModelDirectory) throws -> Int {
    let checkpoint = try Checkpoint(directory: directory.path)
    return try ArchitectureRegistry.load(configuration: directory.configuration, checkpoint: checkpoint).dimensions
      .hidden
  }

  /// A model without heads of Stet's needs none: its weights say how they are stored.
  private static func writeManifest(
    _ heads: [String: HeadSpecification], _ storage: WeightStorage, of path: String
  ) throws {
    guard !heads.isEmpty else { return }
    let directory = try ModelDirectory(path: path)
    let checkpoint = try Checkpoint(directory: path)
    let backbone = BackboneFingerprint(configuration: directory.configuration, checkpoint: checkpoint).description
    let entries = heads.mapValues { BundleManifest.Entry(specification: $0, backbone: backbone) }
    try AtomicFile.write(Array(BundleManifest(heads: entries, storage: storage).text.utf8), to: path + "/stet.json")
  }
}
