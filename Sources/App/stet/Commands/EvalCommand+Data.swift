import ArgumentParser
import Datasets
import FineTuning
import Foundation
import Heads
import Models
import Support
import Tensors

/// What a head is measured on.
struct EvaluationOptions: ParsableArguments {
  @ArgumentParser.Option(help: "A model's folder (with a slash) or name.")
  var model: String

  @ArgumentParser.Option(help: "Which of the model's heads; needed when it has several that fit.")
  var head: String?

  @ArgumentParser.Option(help: "Threads of a model pass.")
  var threads: Int?

  @ArgumentParser.Option(help: "How exactly the model multiplies: exact (float32), or fast as it serves.")
  var precision = WeightPrecision.exact

  @ArgumentParser.Option(help: "The most tokens of a sequence.")
  var maximumTokens = 256

  /// Measures the model's head and gives the lines to print.
  ///
  /// - Parameter fits: which heads come into question when none is named.
  /// - Throws: `UsageError`, errors of reading.
  func measure(_ data: [RecipeData], fits: (HeadSpecification) -> Bool) throws -> String {
    let folder = try ModelFolder.find(model)
    let bundle = try ModelBundle(directory: folder, precision: precision)
    let name = try headName(bundle, fits)
    guard let specification = bundle.heads[name]?.specification else {
      throw UsageError(
        message: "the model has no head \(name)", hint: "It has \(bundle.heads.keys.sorted().joined(separator: ", ")).")
    }
    var recipe = Recipe(name: "eval", backbone: folder, output: folder)
    recipe.maximumTokens = maximumTokens
    recipe.tasks = [RecipeTask(measuring: specification, name: name, on: data)]
    let evaluation = try BundleEvaluation(
      bundle, recipe: recipe, tasks: try TaskLoader.load(recipe),
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, teacher: { $0 })
    return ScoreTable.text(evaluation.scores())
  }

  private func headName(_ bundle: ModelBundle, _ fits: (HeadSpecification) -> Bool) throws -> String {
    if let head { return head }
    let names = bundle.heads.filter { fits($0.value.specification) }.keys.sorted()
    if names.count == 1 { return names[0] }
    throw UsageError(
      message: names.isEmpty ? "the model has no head for such data" : "several heads of the model fit",
      hint: names.isEmpty ? "Name a model that has one." : "Choose one by --head: \(names.joined(separator: ", ")).")
  }
}

extension EvalCommand {
  /// A head against labelled files.
  struct OfData: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "data", abstract: "Score a head of a model on labelled files.",
      discussion: "Formats, fields and labels are those of recipes; see recipes/README.md.")

    @Argument(help: "Labelled files.")
    var paths: [String]

    @OptionGroup var options: EvaluationOptions

    @ArgumentParser.Option(help: "conll, conllu, jsonl, squad or tsv; told by the name otherwise.")
    var format: DataFormat?

    @ArgumentParser.Option(
      name: .customLong("field"), help: "A field's own name, as in text=sentence; may be repeated.")
    var fields: [String] = []

    @ArgumentParser.Option(
      name: .customLong("rename"), help: "A label under another name, as in PER=person; may be repeated.")
    var renamed: [String] = []

    @ArgumentParser.Option(
      name: .customLong("mark"), help: "A type of spans that the files mark, when they mark only some; may be repeated."
    )
    var marks: [String] = []

    func run() throws {
      let data = try paths.map { try self.data($0) }
      StandardOutput.write(try options.measure(data) { _ in true })
    }

    private func data(_ path: String) throws -> RecipeData {
      guard let format = format ?? DataFormat(path: path) else {
        throw UsageError(message: "the name of \(path) tells no format", hint: "Say it by --format.")
      }
      var source = DataSource(path: path, format: format)
      for (name, value) in try Self.pairs(fields) {
        guard let field = DataField(rawValue: name) else {
          throw UsageError(
            message: "there is no field \(name)",
            hint: "Use one of \(DataField.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        source.fields[field] = value
      }
      source.labels.renamed = Dictionary(try Self.pairs(renamed), uniquingKeysWith: { $1 })
      var data = RecipeData(source: source)
      data.marks = marks
      return data
    }

    private static func pairs(_ texts: [String]) throws -> [(String, String)] {
      try texts.map { text in
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
          throw UsageError(message: "\(text) is not of the form name=value", hint: "Write for example text=sentence.")
        }
        return (parts[0], parts[1])
      }
    }
  }

  /// Answers against a file of questions.
  struct SQuAD: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "squad", abstract: "Score answers by exact match and F1, as SQuAD does.")

    @Argument(help: "SQuAD's JSON, version 1 or 2, or jsonl with context, question and answers.")
    var path: String

    @OptionGroup var options: EvaluationOptions

    func run() throws {
      let source = DataSource(path: path, format: DataFormat(path: path) ?? .squad)
      StandardOutput.write(try options.measure([RecipeData(source: source)]) { $0.task == .answers })
    }
  }
}

extension DataFormat: ExpressibleByArgument {}
