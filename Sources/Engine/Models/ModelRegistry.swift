import Foundation
import Support

/// The folders of models that Stet knows: `$STET_MODELS`, or `models` in the user's data directory; and the models that came with the program.
///
/// One folder per model. A model of the user's hides one of the same name that came with the program.
package struct ModelRegistry: Sendable {
  /// Where the models are.
  ///
  /// May not exist yet.
  package let root: String
  /// The folder of models that came with the program, where there is one.
  package let shipped: String?
  /// The model that serves every feature unless a caller names another.
  package static let defaultModel = "stet-en"
  /// The model that continues texts unless a caller names another.
  package static let defaultLanguageModel = "stet-lm"

  /// The registry that an environment asks for; a relative `STET_MODELS` counts from the working directory.
  ///
  /// - Parameter executable: the program beside which shipped models are looked for.
  package init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: String? = ShippedModels.runningExecutable
  ) {
    shipped = executable.flatMap(ShippedModels.folder)
    if let path = environment["STET_MODELS"], !path.isEmpty {
      root = path
    } else {
      root = Directories(environment: environment).data + "/models"
    }
  }

  /// The registry in a folder, with shipped models in another one.
  package init(root: String, shipped: String? = nil) { (self.root, self.shipped) = (root, shipped) }

  /// The directory of the model `name`.
  ///
  /// - Throws: `ModelError` `model-not-found` with what to run.
  package func find(_ name: String = defaultModel) throws -> String {
    guard Self.isValid(name), let directory = folders.map({ $0 + "/" + name }).first(where: Self.isModel) else {
      throw ModelError.notFound(name, in: folders)
    }
    return directory
  }

  /// All models, by name.
  ///
  /// A folder that cannot be used is listed with its problem. Hashes every model's files.
  package func list() -> [ModelListing] {
    let directories = folders.reversed().reduce(into: [String: String]()) { found, folder in
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where Self.isValid(name) {
        if Self.isModel(folder + "/" + name) { found[name] = folder + "/" + name }
      }
    }
    return directories.sorted { $0.key < $1.key }.map { ModelListing(name: $0.key, directory: $0.value) }
  }

  /// Where models are looked for, in this order.
  private var folders: [String] { [root] + (shipped.map { [$0] } ?? []) }

  private static func isModel(_ directory: String) -> Bool {
    FileManager.default.fileExists(atPath: directory + "/config.json")
  }

  /// Checks the model in `directory` by loading it, then copies it, or links to it, into the registry.
  ///
  /// The copy appears complete or not at all. Only what the model needs and its texts are copied, not weights in other formats.
  /// - Returns: its listing.
  /// - Throws: what loading throws; `ModelError` `model-exists` or `model-name-invalid`; `SupportError`.
  @discardableResult
  package func add(_ directory: String, name: String? = nil, link: Bool = false) throws -> ModelListing {
    let source = try ModelBundle(directory: directory).directory
    let name = name ?? source.name
    guard Self.isValid(name) else { throw ModelError.name(name) }
    let target = root + "/" + name
    guard !FileManager.default.fileExists(atPath: target) else { throw ModelError.exists(name, in: root) }
    try ModelError.writing(root) {
      try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
      if link {
        let absolute = URL(fileURLWithPath: source.path).standardizedFileURL.path
        try FileManager.default.createSymbolicLink(atPath: target, withDestinationPath: absolute)
      } else {
        try Self.copy(
          source, to: target, partial: root + "/.\(name).\(ProcessInfo.processInfo.processIdentifier).partial")
      }
    }
    return ModelListing(name: name, directory: target)
  }

  private static func copy(_ source: ModelDirectory, to target: String, partial: String) throws {
    let files = FileManager.default
    try? files.removeItem(atPath: partial)
    defer { try? files.removeItem(atPath: partial) }
    try files.createDirectory(atPath: partial, withIntermediateDirectories: true)
    try source.copy(source.carriedFiles + source.computingFiles, to: partial)
    try files.moveItem(atPath: partial, toPath: target)
  }

  /// One path component that is not hidden.
  private static func isValid(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 128
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
          || byte == 95
      }
  }
}
