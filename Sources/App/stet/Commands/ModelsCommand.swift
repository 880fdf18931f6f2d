import ArgumentParser
import Foundation
import Heads
import JSON
import Models
import Tensors

/// The models on this machine.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List, show, add, verify and convert models.",
    subcommands: [List.self, Info.self, Add.self, Verify.self, Convert.self], defaultSubcommand: List.self)

  /// What serves which feature.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the registered models and what they serve.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let registry = ModelRegistry()
      let models = registry.list()
      if json { return StandardOutput.write(JSONValue.array(models.map(Self.json)).encodedText() + "\n") }
      if models.isEmpty {
        StandardError.write(
          "stet: no models in \(registry.root). The default model comes with `make install`; `stet models add DIR` adds another.\n"
        )
      }
      for model in models { StandardOutput.write(Self.text(model)) }
    }

    private static func text(_ model: ModelListing) -> String {
      var lines = ["\(model.name)  \(model.architecture)  \(model.dimensions) dimensions  \(model.size >> 20) MB"]
      lines.append("  in \(model.directory)")
      if let fingerprint = model.fingerprint { lines.append("  fingerprint \(fingerprint)") }
      if !model.features.isEmpty { lines.append("  serves \(model.features.joined(separator: ", "))") }
      lines += heads(model).sorted { $0.key < $1.key }.map { HeadLines.short($0.key, $0.value) }
      if let problem = model.problem { lines.append("  unusable: \(problem.description)") }
      return lines.joined(separator: "\n") + "\n"
    }

    /// The heads of a bundle as its `stet.json` describes them; none for one that cannot be read, which is told as its problem.
    private static func heads(_ model: ModelListing) -> [String: HeadSpecification] {
      let manifest = try? ModelDirectory(path: model.directory).manifest
      return manifest?.heads.mapValues(\.specification) ?? [:]
    }

    private static func json(_ model: ModelListing) -> JSONValue {
      [
        "name": .string(model.name), "directory": .string(model.directory), "architecture": .string(model.architecture),
        "task": model.task.map { .string($0.rawValue) } ?? .null, "dimensions": .integer(Int64(model.dimensions)),
        "bytes": .integer(Int64(model.size)), "fingerprint": model.fingerprint.map { .string($0.description) } ?? .null,
        "features": .array(model.features.map { .string($0) }), "heads": HeadLines.json(heads(model)),
        "problem": model.problem.map { .string($0.description) } ?? .null,
      ]
    }
  }

  /// Registers a downloaded model.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check a model directory and copy it into the registry.")

    @Argument(help: "A directory in Hugging Face layout.")
    var directory: String

    @ArgumentParser.Option(help: "The name to register it under; the directory's name otherwise.")
    var name: String?

    @Flag(help: "Link to the directory instead of copying it.")
    var link = false

    func run() throws {
      let model = try ModelRegistry().add(directory, name: name, link: link)
      StandardOutput.write("added \(model.name), fingerprint \(model.fingerprint?.description ?? "unknown")\n")
    }
  }

  /// Compares a model's outputs with recorded ones.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Recompute recorded inputs and print the largest difference of every recorded output.")

    @Argument(help: "A directory in Hugging Face layout.")
    var directory: String

    @ArgumentParser.Option(help: "A safetensors file with input_ids and outputs such as last_hidden_state.")
    var reference: String

    @ArgumentParser.Option(
      help: """
        The largest difference that passes; otherwise by how the weights are stored: \(Self.tolerances).
        """)
    var tolerance: Float?

    private static let tolerances = WeightStorage.allCases.map { "\($0.rawValue) \($0.tolerance)" }
      .joined(separator: ", ")

    func run() throws {
      let report = try ModelVerifier.verify(directory: directory, reference: reference, tolerance: tolerance)
      for difference in report.differences {
        StandardOutput.write("\(difference.output)\t\(difference.largest)\t\(difference.count) numbers\n")
      }
      StandardOutput.write("\(report.passed ? "passed" : "failed"), tolerance \(report.tolerance)\n")
      if !report.passed { throw ExitCode(1) }
    }
  }
}
