import ArgumentParser
import Documents
import Features
import Foundation
import Inference
import Options
import Reports
import Support

/// Answers out of documents.
struct AskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Answer a question with words of your documents.",
    discussion: """
      Brings the index of the files up to date, takes the passages that are closest to the question and reads them. Exits with 0 when there is \
      an answer, 1 when there is none, 2 after a mistake in the call or a failure.
      """)

  @Argument(help: "A question in natural language.")
  var question: String

  @Argument(help: "Files and folders; the working directory without any, - for standard input.")
  var paths: [String] = ["."]

  @ArgumentParser.Option(name: [.customShort("k"), .long], help: "The most answers.")
  var count: Int?

  @ArgumentParser.Option(help: "How many passages are read, the closest ones.")
  var passages: Int?

  @ArgumentParser.Option(help: "The confidence from which an answer counts, 0 to 1.")
  var minimumConfidence: Double?

  @ArgumentParser.Option(help: "The model's head that reads; needed when it has several for answers.")
  var head: String?

  @ArgumentParser.Option(help: "text or json.")
  var format = PassageFormat.text

  @ArgumentParser.Option(help: "The name that tells the format of standard input.")
  var stdinFilename = "stdin.md"

  @OptionGroup var index: IndexOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if question.allSatisfy(\.isWhitespace) { throw ValidationError("the question is empty") }
    if let count, count < 1 { throw ValidationError("--count must be at least 1") }
    if let passages, passages < 1 { throw ValidationError("--passages must be at least 1") }
    if let minimumConfidence, !(0...1).contains(minimumConfidence) {
      throw ValidationError("--minimum-confidence must lie between 0 and 1")
    }
    if paths.contains("-"), paths.count > 1 { throw ValidationError("- must be the only path") }
  }

  func run() async throws {
    let setup = model.setup(for: paths[0] == "-" ? stdinFilename : paths[0])
    defer { setup.workbench.close() }
    let engine = try await setup.workbench.inference()
    // Before anything is indexed in vain.
    try engine.encoder.check(answers: head)
    let answerer = QuestionAnswerer(engine: engine, vectors: try await setup.workbench.vectors())
    let (answers, failures) = try await answers(answerer, asked(setup.options), setup)
    let writer = AnswerWriter(format: format, usesColor: output.usesColor, width: terminalWidth(STDOUT_FILENO) ?? 100)
    StandardOutput.write(writer.text(answers, to: question))
    if failures > 0 { throw ExitCode(2) }
    if answers.isEmpty { throw ExitCode(1) }
  }

  private func asked(_ options: Options) -> Question {
    Question(
      question, count: count ?? options.ask.count, passages: passages ?? options.ask.passages,
      minimumConfidence: minimumConfidence ?? options.ask.minimumConfidence, head: head)
  }

  /// The answers, and how many files could not be read.
  private func answers(
    _ answerer: QuestionAnswerer, _ question: Question, _ setup: Setup
  ) async throws -> ([FoundAnswer], failures: Int) {
    if paths == ["-"] || index.path == nil && paths.count == 1 && Self.isFile(paths[0]) {
      let name = paths[0] == "-" ? stdinFilename : paths[0]
      let snapshot = Document(uri: name, languageID: "", version: 0, utf8: try InputFile.read(paths[0])).snapshot
      return (try await answerer.answers(to: question, in: snapshot, path: name), 0)
    }
    let (search, failures) = try await search(setup)
    let roots = paths.map(absolutePath)
    let found = try await answerer.answers(
      to: question, in: search, where: { $0.isInside(roots) },
      open: { path in
        (try? MappedFile.contents(of: path)).map {
          Document(uri: path, languageID: "", version: 0, utf8: $0).snapshot
        }
      })
    return (found, failures)
  }

  /// The index, up to date with the files; what cannot be read is told.
  private func search(_ setup: Setup) async throws -> (SimilaritySearch, failures: Int) {
    let roots = paths.map(absolutePath)
    let found = FileWalker(
      extensions: setup.options.extensions, ignore: IgnorePatterns(setup.options.ignore), root: setup.options.root
    ).walk(roots)
    let folder = paths.count == 1 && !Self.isFile(paths[0]) ? roots[0] : absolutePath(".")
    let bar = ProgressBar("Indexing", total: found.files.count)
    let index = try await index.open(setup, folder: folder, model: model.model)
    let summary = try await index.update(
      paths: found.files, owns: { $0.isInside(roots) }, progress: { _ in bar.advance() })
    bar.finish()
    let failed = found.problems.map { ($0.path, $0.error.description) } + summary.failed.map { ($0.path, $0.message) }
    for (path, message) in failed { StandardError.write("stet: \(path): \(message)\n") }
    return (try index.search(), failed.count)
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }
}

extension String {
  /// Whether this path is one of `roots` or lies in one.
  fileprivate func isInside(_ roots: [String]) -> Bool {
    roots.contains { self == $0 || hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
  }
}
