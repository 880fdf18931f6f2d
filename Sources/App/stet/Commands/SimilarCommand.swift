import ArgumentParser
import Documents
import Features
import Inference

/// Documents like a document.
struct SimilarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "Print the indexed documents that are most like a document.")

  @Argument(help: "A document, - for standard input.")
  var path = "-"

  @OptionGroup var index: IndexOptions

  @ArgumentParser.Option(name: .short, help: "How many documents.")
  var k = 5

  @ArgumentParser.Option(help: "text or json.")
  var format = PassageFormat.text

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let bytes = try InputFile.read(path)
    let setup = Setup(for: path == "-" ? "." : path)
    let snapshot = Document(uri: path, languageID: path == "-" ? "markdown" : "", version: 0, utf8: bytes).snapshot
    let vectors = try await setup.workbench.vectors()
    let passages = try await vectors.vectors(of: snapshot.passages, in: snapshot, lane: .keystroke)
    let search = try await index.open(setup, mustExist: true).search()
    let own: Set<String> = path == "-" ? [] : [absolutePath(path)]
    let found = try search.documents(near: passages, count: k, excluding: own)
    StandardOutput.write(PassageWriter(format: format, usesColor: output.usesColor).text(found))
    setup.workbench.close()
  }
}

/// Passages that answer to a query.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Print the indexed passages that answer best to a query in natural language.")

  @Argument(help: "What to look for.")
  var query: String

  @OptionGroup var index: IndexOptions

  @ArgumentParser.Option(name: .short, help: "How many passages.")
  var k = 5

  @ArgumentParser.Option(help: "text or json.")
  var format = PassageFormat.text

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let setup = Setup(for: ".")
    let vectors = try await setup.workbench.vectors()
    let vector = try await vectors.vectors(of: [Array(query.utf8)], lane: .keystroke)[0]
    let found = try await index.open(setup, mustExist: true).search().passages(near: vector, count: k)
    StandardOutput.write(PassageWriter(format: format, usesColor: output.usesColor).text(found))
    setup.workbench.close()
  }
}

/// Passages that say nearly the same.
struct DuplicatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "Print pairs of indexed paragraphs that say nearly the same.")

  @OptionGroup var index: IndexOptions

  @ArgumentParser.Option(help: "The least cosine similarity of a pair.")
  var minimumScore = DuplicatePair.usualMinimumScore

  @ArgumentParser.Option(help: "text or json.")
  var format = PassageFormat.text

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let setup = Setup(for: ".")
    let search = try await index.open(setup, mustExist: true).search()
    let pairs = try search.duplicates(minimumScore: minimumScore)
    StandardOutput.write(PassageWriter(format: format, usesColor: output.usesColor).text(pairs))
    setup.workbench.close()
  }
}
