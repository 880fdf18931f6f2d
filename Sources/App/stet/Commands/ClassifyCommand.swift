import ArgumentParser
import Documents
import Features
import Foundation
import Heads
import Inference
import Options
import Reports
import Support
import Text

/// Labels for texts.
struct ClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify", abstract: "Give texts the labels of one of the model's heads.",
    discussion: """
      Without --by every line is one text and gives one record. Such lines are taken as they are; documents, paragraphs and sentences are read \
      without their markup.
      """)

  /// How the labels are written.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

  @Argument(help: "Files and folders, - for standard input.")
  var paths: [String] = ["-"]

  @ArgumentParser.Option(help: "The head, such as sentiment or intents; `stet models list` shows them.")
  var head: String?

  @ArgumentParser.Option(help: "What gets labels: document, paragraph, sentence or line.")
  var by = ClassificationUnit.line

  @ArgumentParser.Option(help: "text or jsonl.")
  var format = Format.text

  @ArgumentParser.Option(help: "How many labels are listed with their probability, the likeliest ones; 0 for all.")
  var top = 5

  @ArgumentParser.Option(help: "The name that tells the format of standard input.")
  var stdinFilename = "stdin.md"

  @ArgumentParser.Option(help: "How many files at once; the number of processors by default.")
  var jobs: Int?

  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if top < 0 { throw ValidationError("--top must not be negative") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if paths.contains("-"), paths.count > 1 { throw ValidationError("- must be the only path") }
  }

  func run() async throws {
    let setup = model.setup(for: paths[0] == "-" ? stdinFilename : paths[0])
    defer { setup.workbench.close() }
    let classifier = try TextClassifier(engine: try await setup.workbench.inference(), head: head)
    if paths == ["-"] {
      let labelled = try await classify(try InputFile.read("-"), name: stdinFilename, classifier)
      return StandardOutput.write(writer(classifier, namesFiles: false).text(labelled, path: nil))
    }
    let failures = try await classifyFiles(classifier, setup)
    if failures > 0 { throw ExitCode(2) }
  }

  private func writer(_ classifier: TextClassifier, namesFiles: Bool) -> ClassificationWriter {
    ClassificationWriter(
      classifier, format: format, top: top, namesFiles: namesFiles, usesColor: output.usesColor,
      width: terminalWidth(STDOUT_FILENO) ?? 100)
  }

  /// A document with what the head says about its texts.
  struct Labelled: Sendable {
    let rope: Rope
    let texts: [ClassifiableText]
    let predictions: [ClassPrediction]
  }

  private func classify(_ bytes: [UInt8], name: String, _ classifier: TextClassifier) async throws -> Labelled {
    let snapshot = Document(uri: name, languageID: "", version: 0, utf8: bytes).snapshot
    let texts = snapshot.texts(by: by)
    return Labelled(
      rope: snapshot.rope, texts: texts, predictions: try await classifier.classify(texts, lane: .background))
  }

  /// Classifies several files at a time and writes them in their order; gives the number of those that could not be read.
  private func classifyFiles(_ classifier: TextClassifier, _ setup: Setup) async throws -> Int {
    let found = FileWalker(
      extensions: setup.options.extensions, ignore: IgnorePatterns(setup.options.ignore), root: setup.options.root
    ).walk(paths)
    for problem in found.problems { StandardError.write("stet: \(problem.path): \(problem.error.description)\n") }
    var failures = found.problems.count
    let writer = writer(classifier, namesFiles: found.files.count > 1)
    let bar = ProgressBar("Classifying", total: found.files.count)
    try await OrderedTasks.run(found.files, width: jobs ?? ProcessInfo.processInfo.activeProcessorCount) { path in
      let result: Result<Labelled, any Error>
      do {
        result = .success(try await classify(try MappedFile.contents(of: path), name: path, classifier))
      } catch { result = .failure(error) }
      return (path, result)
    } each: { path, result in
      bar.advance()
      bar.interrupted {
        switch result {
        case .success(let labelled): StandardOutput.write(writer.text(labelled, path: path))
        case .failure(let error):
          failures += 1
          StandardError.write("stet: \(path): \(error)\n")
        }
      }
    }
    bar.finish()
    return failures
  }
}

extension ClassificationUnit: ExpressibleByArgument {}
