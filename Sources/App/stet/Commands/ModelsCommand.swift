import ArgumentParser
import Foundation
import Heads
import Inference
import JSON
import Models
import Store
import Support
import Tensors

/// The models on this machine.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List, show, add, verify and convert models, and remove taught heads.",
    subcommands: [List.self, Info.self, Add.self, Verify.self, Convert.self, Remove.self],
    defaultSubcommand: List.self)

  /// What serves which feature.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the registered models and what they serve.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let registry = ModelRegistry()
      let models = registry.list()
      let taught = TaughtHeadFolder(Directories()).list()
      if json {
        let all = models.map(Self.json) + taught.map(TaughtHeadLine.json)
        return StandardOutput.write(JSONValue.array(all).encodedText() + "\n")
      }
      if models.isEmpty {
        StandardError.write(
          "stet: no models in \(registry.root). The default model comes with `make install`; `stet models add DIR` adds another.\n"
        )
      }
      for model in models { StandardOutput.write(Self.text(model)) }
      for entry in taught { StandardOutput.write(Self.text(entry, models)) }
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

    private static func text(_ entry: TaughtHeadFolder.Entry, _ models: [ModelListing]) -> String {
      guard let head = entry.head else {
        return "\(entry.name)  taught head\n  unusable: \(entry.problem?.description ?? "")\n"
      }
      let model = models.first { $0.fingerprint?.description == head.model }
      return TaughtHeadLine.text(head)
        + "\n  for \(model?.name ?? "a model that is not here, fingerprint \(head.model)")\n"
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

  /// Removes a taught head.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a taught head, and what was marked for it; models are folders that you remove yourself.")

    @Argument(help: "The name of a taught head.")
    var head: String

    @Flag(help: "Keep the marks, so that the head can be taught again.")
    var keepMarks = false

    func run() throws {
      let directories = Directories()
      let folder = TaughtHeadFolder(directories)
      guard try folder.remove(head) else {
        let names = folder.list().map(\.name)
        throw UsageError(
          message: "there is no taught head \(head)",
          hint: names.isEmpty ? "`stet train --head` teaches one." : "There are \(names.joined(separator: ", ")).")
      }
      if !keepMarks {
        let marks = try MarkStore(path: directories.data + "/marks.sqlite")
        try marks.removeHead(head)
        marks.close()
      }
      StandardOutput.write("removed \(head)\n")
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

/// A taught head for a person, and for programs.
enum TaughtHeadLine {
  /// One line.
  static func text(_ head: TaughtHead) -> String {
    let labels = head.labels.map { "\($0) \(head.lesson.marks[$0] ?? 0)" }.joined(separator: ", ")
    let kind = head.findsSpans ? "spans" : "sentences"
    let seconds = String(format: "%.1f", head.lesson.seconds)
    return "\(head.name)  taught head for \(kind)  \(labels)  \(head.lesson.sentences) sentences  \(seconds) s"
  }

  static func json(_ entry: TaughtHeadFolder.Entry) -> JSONValue {
    [
      "name": .string(entry.name), "task": entry.head.map { .string($0.specification.task.rawValue) } ?? .null,
      "labels": .array(entry.head?.labels.map { .string($0) } ?? []),
      "sentences": entry.head.map { .integer(Int64($0.lesson.sentences)) } ?? .null,
      "bytes": .integer(Int64(entry.size)), "model": entry.head.map { .string($0.model) } ?? .null,
      "problem": entry.problem.map { .string($0.description) } ?? .null,
    ]
  }
}
