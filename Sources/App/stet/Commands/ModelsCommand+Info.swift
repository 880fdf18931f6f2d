import Architectures
import ArgumentParser
import Heads
import JSON
import Models

extension ModelsCommand {
  /// Everything about one model.
  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Load a model and show its heads with their labels and scores.")

    @Argument(help: "A registered model's name, or a model's folder with a slash; the default model without it.")
    var model: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let bundle = try ModelBundle(directory: try ModelFolder.find(model ?? ModelRegistry.defaultModel))
      let heads = bundle.heads.mapValues(\.specification).sorted { $0.key < $1.key }
      if json { return StandardOutput.write(Self.json(bundle, heads).encodedText() + "\n") }
      let dimensions = bundle.backbone.dimensions
      var lines = [
        bundle.directory.name,
        "  architecture \(dimensions.family), \(dimensions.layers) layers of \(dimensions.hidden)",
        "  reads \(bundle.maximumTokens) tokens at a time, knows \(dimensions.vocabulary)",
        "  vectors of \(bundle.sentenceHead.dimensions) numbers", "  fingerprint \(bundle.fingerprint)",
      ]
      lines += heads.flatMap { HeadLines.full($0.key, $0.value) }
      if heads.isEmpty { lines.append("  no heads") }
      StandardOutput.write(lines.joined(separator: "\n") + "\n")
    }

    private static func json(_ bundle: ModelBundle, _ heads: [(key: String, value: HeadSpecification)]) -> JSONValue {
      [
        "name": .string(bundle.directory.name), "architecture": .string(bundle.backbone.dimensions.family),
        "dimensions": .integer(Int64(bundle.sentenceHead.dimensions)),
        "maximumTokens": .integer(Int64(bundle.maximumTokens)), "fingerprint": .string(bundle.fingerprint.description),
        "heads": HeadLines.json(Dictionary(uniqueKeysWithValues: heads.map { ($0.key, $0.value) })),
      ]
    }
  }
}

/// How heads are listed.
enum HeadLines {
  /// One line: the name, the task, how many labels, what was measured.
  static func short(_ name: String, _ head: HeadSpecification) -> String {
    let labels = [.answers, .salience].contains(head.task) ? "" : ", \(labels(head).count) labels"
    return "  head \(name)  \(head.task.rawValue)\(labels)\(metrics(head).map { "  " + $0 } ?? "")"
  }

  /// The same with the labels themselves.
  static func full(_ name: String, _ head: HeadSpecification) -> [String] {
    let labels = labels(head)
    let shown = labels.prefix(mostLabels).joined(separator: " ") + (labels.count > mostLabels ? " …" : "")
    return [short(name, head)] + ([.answers, .salience].contains(head.task) ? [] : ["       \(shown)"])
  }

  /// By name.
  static func json(_ heads: [String: HeadSpecification]) -> JSONValue {
    .object(
      JSONObject(
        heads.sorted { $0.key < $1.key }.map { name, head in
          (
            name,
            [
              "task": .string(head.task.rawValue), "labels": .array(labels(head).map { .string($0) }),
              "metrics": .object(
                JSONObject(head.metrics.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })),
            ] as JSONValue
          )
        }))
  }

  private static let mostLabels = 24

  /// The types of spans where the labels are tags.
  private static func labels(_ head: HeadSpecification) -> [String] {
    guard head.task == .tokens, BIODecoder(labels: head.labels) != nil else { return head.labels }
    var types: [String] = []
    for label in head.labels where label.dropFirst().first == "-" && !types.contains(String(label.dropFirst(2))) {
      types.append(String(label.dropFirst(2)))
    }
    return types
  }

  /// Shares as percent, in the order of their names.
  private static func metrics(_ head: HeadSpecification) -> String? {
    if head.metrics.isEmpty { return nil }
    return head.metrics.sorted { $0.key < $1.key }.map { name, value in
      let number = (abs(value) <= 1 ? value * 1000 : value * 10).rounded() / 10
      return "\(name) \(number)"
    }.joined(separator: ", ")
  }
}
