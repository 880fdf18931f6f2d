package import Heads
package import JSON
import Support
package import Tensors

/// `stet.json`: the heads of a bundle, all over one backbone.
///
///     {"version": 1, "storage": "int8", "heads": {"entities": {"task": "token-classification", "labels": ["O", ...], "backbone": "9f3a..."}}}
package struct BundleManifest: Sendable, Equatable {
  /// A head with the backbone that it was trained on.
  package struct Entry: Sendable, Equatable {
    package var specification: HeadSpecification
    /// `BackboneFingerprint` of the model that the head was trained on.
    package var backbone: String

    package init(specification: HeadSpecification, backbone: String) {
      (self.specification, self.backbone) = (specification, backbone)
    }
  }

  /// By name.
  package var heads: [String: Entry]
  /// How the backbone's matrices are stored, for people and tools: the weights say it themselves.
  package var storage: WeightStorage

  /// A manifest of these heads.
  package init(heads: [String: Entry] = [:], storage: WeightStorage = .float32) {
    self.heads = heads
    self.storage = storage
  }

  /// Reads a manifest.
  ///
  /// - Throws: `ModelError` or `HeadError` naming what is wrong in the file at `path`.
  package init(json: JSONValue, path: String) throws {
    guard json["version"]?.intValue == 1 else {
      throw ModelError.manifest(path, "its version is not 1", hint: "Get a Stet that is as new as the bundle.")
    }
    let name = json["storage"]?.stringValue ?? WeightStorage.float32.rawValue
    guard let storage = WeightStorage(rawValue: name) else {
      throw ModelError.manifest(
        path, "its storage \(name.prefix(40)) is unknown", hint: "Get a Stet that is as new as the bundle.")
    }
    self.storage = storage
    guard let members = json["heads"]?.objectValue else {
      throw ModelError.manifest(
        path, "it has no object heads", hint: "Copy the file again from where the bundle came from.")
    }
    heads = try members.reduce(into: [:]) { heads, member in
      guard Self.isName(member.key) else {
        throw ModelError.manifest(
          path, "a head has an impossible name", hint: "Name heads with letters, digits, hyphens and underscores.")
      }
      guard let backbone = member.value["backbone"]?.stringValue else {
        throw ModelError.manifest(
          path, "the head \(member.key) names no backbone", hint: "Train the head again with `stet train`.")
      }
      heads[member.key] = Entry(
        specification: try HeadSpecification(json: member.value, name: member.key), backbone: backbone)
    }
  }

  /// The text of the file.
  package var text: String {
    let members = heads.sorted { $0.key < $1.key }.map { name, entry -> (String, JSONValue) in
      let fields = entry.specification.json.objectValue ?? JSONObject()
      return (name, .object(JSONObject(Array(fields) + [("backbone", .string(entry.backbone))])))
    }
    let kind: [(String, JSONValue)] = storage == .float32 ? [] : [("storage", .string(storage.rawValue))]
    let fields = [("version", JSONValue.integer(1))] + kind + [("heads", .object(JSONObject(members)))]
    return JSONValue.object(JSONObject(fields)).encodedText() + "\n"
  }

  /// Whether a head may have this name: it becomes part of weights' names and of a file's.
  package static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
      }
  }
}
