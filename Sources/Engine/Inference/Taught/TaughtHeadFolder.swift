import Foundation
import Heads
import JSON
package import Support
import Tensors

/// Where the taught heads of a person are kept: a folder of the data directory, with a folder for each head.
///
/// `head.json` says everything but the weights and names the file that has them, so that a head that is being replaced is the old one or the new one,
/// never a mixture. Safe to use from several processes.
package struct TaughtHeadFolder: Sendable {
  /// May not exist yet.
  package let path: String

  package init(path: String) { self.path = path }

  /// The folder of a person's data directory.
  package init(_ directories: Directories) { self.init(path: directories.data + "/taught") }

  /// A head with what is wrong with it, if it cannot be read.
  package struct Entry: Sendable {
    package let name: String
    /// Nil when it cannot be read; `problem` says why.
    package let head: TaughtHead?
    package let problem: (any HintedError)?
    /// Bytes of its files.
    package let size: Int
  }

  /// All heads, by name.
  package func list() -> [Entry] {
    names().map { name in
      let folder = path + "/" + name
      do { return Entry(name: name, head: try read(name), problem: nil, size: size(folder)) } catch {
        let problem = error as? any HintedError ?? InferenceError.invalid(folder, "it cannot be read")
        return Entry(name: name, head: nil, problem: problem, size: size(folder))
      }
    }
  }

  /// What tells whether anything changed: the stamp of each head's description, by name.
  ///
  /// O(heads), no file is read.
  package func state() -> [String: FileStamp] {
    Dictionary(uniqueKeysWithValues: names().map { ($0, FileStamp(path: "\(path)/\($0)/head.json")) })
  }

  /// The head `name`.
  ///
  /// - Throws: `InferenceError` `head-unknown` or `head-invalid`, `HeadError`, `TensorError`, `SupportError`.
  package func read(_ name: String) throws -> TaughtHead {
    let folder = path + "/" + name
    guard names().contains(name) else { throw InferenceError.unknown(name, known: names()) }
    guard let json = try? JSONValue(parsing: MappedFile.contents(of: folder + "/head.json"), maximumDepth: 64),
      json["version"]?.intValue == 1, let model = json["model"]?.stringValue,
      let weights = json["weights"]?.stringValue, !weights.contains("/"), let description = json["head"],
      let features = TaughtFeatures(json: json["features"])
    else { throw InferenceError.invalid(folder + "/head.json", "it is no description of a taught head") }
    let checkpoint = try Checkpoint(file: folder + "/" + weights)
    return try TaughtHead(
      name: name, specification: HeadSpecification(json: description, name: name), features: features, model: model,
      lesson: TaughtLesson(json: json["lesson"]), weights: checkpoint.tensor("output.weight").floats(),
      bias: checkpoint.tensor("output.bias").floats())
  }

  /// Keeps a head, instead of an older one of its name.
  ///
  /// - Throws: `InferenceError` `head-invalid` for an impossible name, `SupportError`.
  package func write(_ head: TaughtHead) throws {
    try Self.check(head.name)
    let folder = path + "/" + head.name
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw SupportError(
        code: "io-error", message: "cannot create the folder \(folder)", hint: "Check that you may write there.")
    }
    let weights = head.fingerprint + ".safetensors"
    let (labels, inputs) = (head.bias.count, head.inputs)
    try SafetensorsWriter.write(
      [
        WritableTensor("output.weight", [labels, inputs], head.weights),
        WritableTensor("output.bias", [labels], head.bias),
      ], to: folder + "/" + weights)
    let json: JSONValue = [
      "version": 1, "model": .string(head.model), "weights": .string(weights), "head": head.specification.json,
      "features": head.features.json, "lesson": head.lesson.json,
    ]
    try AtomicFile.write(Array((json.encodedText() + "\n").utf8), to: folder + "/head.json")
    removeWeights(of: head.name, but: weights)
  }

  /// Removes a head.
  ///
  /// - Returns: whether there was one.
  /// - Throws: `SupportError`.
  @discardableResult
  package func remove(_ name: String) throws -> Bool {
    guard names().contains(name) else { return false }
    do { try FileManager.default.removeItem(atPath: path + "/" + name) } catch {
      throw SupportError(
        code: "io-error", message: "cannot remove the folder \(path)/\(name)", hint: "Check that you may write there.")
    }
    return true
  }

  /// Makes sure that a head may have this name: it becomes that of a folder.
  ///
  /// - Throws: `InferenceError` `head-name-invalid`.
  package static func check(_ name: String) throws {
    let isName =
      !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
      }
    guard isName else { throw InferenceError.name() }
  }

  private func names() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter {
      (try? Self.check($0)) != nil && FileManager.default.fileExists(atPath: "\(path)/\($0)/head.json")
    }.sorted()
  }

  /// Removes weights that no description names any more.
  private func removeWeights(of name: String, but kept: String) {
    let folder = path + "/" + name
    for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where file.hasSuffix(".safetensors") && file != kept {
      try? FileManager.default.removeItem(atPath: folder + "/" + file)
    }
  }

  private func size(_ folder: String) -> Int {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).reduce(0) { sum, file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + file)
      return sum + ((attributes?[.size] as? NSNumber)?.intValue ?? 0)
    }
  }
}

extension TaughtLesson {
  fileprivate var json: JSONValue {
    [
      "sentences": .integer(Int64(sentences)), "seconds": .number(seconds),
      "marks": .object(JSONObject(marks.sorted { $0.key < $1.key }.map { ($0.key, .integer(Int64($0.value))) })),
    ]
  }

  /// What is missing counts as zero: the numbers are for a person only.
  fileprivate init(json: JSONValue?) {
    let marks = (json?["marks"]?.objectValue ?? JSONObject()).reduce(into: [String: Int]()) { marks, member in
      marks[member.key] = member.value.intValue
    }
    self.init(
      sentences: json?["sentences"]?.intValue ?? 0, marks: marks, seconds: json?["seconds"]?.doubleValue ?? 0)
  }
}
