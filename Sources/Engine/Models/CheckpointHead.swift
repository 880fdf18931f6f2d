import Heads
import JSON
import Layers
import Tensors

/// The task head of a checkpoint in Hugging Face layout: what its `config.json` says, and what its weights are called.
struct CheckpointHead {
  let specification: HeadSpecification
  let names: HeadNames

  /// What a bundle calls the head of a checkpoint.
  var name: String { specification.task.rawValue }

  /// The head that the class in `architectures` has; nil for a class without one that Stet computes (a bare model, a language model).
  ///
  /// - Throws: `HeadError` for a class with another head, or labels that contradict themselves.
  init?(configuration: JSONValue, weights: WeightSource) throws {
    guard let name = configuration["architectures"][0]?.stringValue else { return nil }
    let family = configuration["model_type"]?.stringValue ?? ""
    if name.hasSuffix("ForTokenClassification") {
      let labels = try Self.labels(configuration)
      self.init(try Self.edits(labels) ?? .tokens(labels: labels), HeadNames(dense: "dense", output: "classifier"))
    } else if name.hasSuffix("ForQuestionAnswering") {
      self.init(.answers(), HeadNames(dense: "dense", output: "qa_outputs"))
    } else if name.hasSuffix("ForSequenceClassification") {
      try self.init(sequence: configuration, family: family, weights: weights)
    } else {
      guard ["ForMaskedLM", "ForPreTraining", "ForCausalLM"].contains(where: name.hasSuffix) || !name.contains("For")
      else {
        throw HeadError.unsupported("config.json", "the head of \(name.prefix(60))", supported: Self.supported)
      }
      return nil
    }
  }

  private static let supported =
    "classes that end with Model, ForCausalLM, ForTokenClassification, ForSequenceClassification or ForQuestionAnswering"

  private init(_ specification: HeadSpecification, _ names: HeadNames) {
    (self.specification, self.names) = (specification, names)
  }

  /// Each family has its own way from the first token to the labels.
  private init(sequence configuration: JSONValue, family: String, weights: WeightSource) throws {
    var specification = HeadSpecification.sequence(
      labels: try Self.labels(configuration), problem: try Self.problem(configuration))
    specification.pooling = .first
    switch family {
    case "bert":
      let pooler = ["bert.pooler.dense", "pooler.dense"].first { weights.isStored($0 + ".weight") }
      self.init(specification, HeadNames(dense: pooler ?? "bert.pooler.dense", output: "classifier"))
    case "distilbert":
      specification.dense = .relu
      self.init(specification, HeadNames(dense: "pre_classifier", output: "classifier"))
    default: self.init(specification, HeadNames(dense: "classifier.dense", output: "classifier.out_proj"))
    }
  }

  /// Corrections, where the labels are those of GECToR; nil for others.
  private static func edits(_ labels: [String]) throws -> HeadSpecification? {
    guard let keep = labels.firstIndex(of: "$KEEP") else { return nil }
    guard keep == 0 else {
      throw HeadError.unsupported(
        "config.json", "$KEEP as label \(keep)", supported: "corrections whose label 0 is $KEEP")
    }
    return .edits(labels: labels)
  }

  /// `id2label` in the order of ids, else as many numbered labels as `num_labels` says, else two.
  private static func labels(_ configuration: JSONValue) throws -> [String] {
    guard let table = configuration["id2label"]?.objectValue, !table.isEmpty else {
      let count = configuration["num_labels"]?.intValue ?? 2
      guard (1...100_000).contains(count) else { throw HeadError.invalid("config.json", "num_labels is impossible") }
      return (0..<count).map { "LABEL_\($0)" }
    }
    return try (0..<table.count).map { id in
      guard let label = table["\(id)"]?.stringValue else {
        throw HeadError.invalid("config.json", "id2label has no label for \(id)")
      }
      return label
    }
  }

  /// `problem_type`; without it one output is a number and several are labels of which one holds.
  private static func problem(_ configuration: JSONValue) throws -> HeadSpecification.Problem {
    guard let value = configuration["problem_type"], !value.isNull else {
      return try labels(configuration).count == 1 ? .regression : .singleLabel
    }
    guard let problem = value.stringValue.flatMap(HeadSpecification.Problem.init) else {
      throw HeadError.unsupported(
        "config.json", "this problem_type",
        supported: HeadSpecification.Problem.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return problem
  }
}
