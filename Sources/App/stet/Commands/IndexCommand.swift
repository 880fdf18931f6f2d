import ArgumentParser
import Features
import Foundation
import Options
import Reports
import Support

/// Builds the index of similar documents.
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Bring the index of similar documents up to date.",
    discussion: "Files that have not changed cost nothing; work that was interrupted goes on where it stopped.")

  @Argument(help: "Files and folders; the working directory without any.")
  var paths: [String] = ["."]

  @OptionGroup var index: IndexOptions

  func run() async throws {
    let setup = Setup(for: paths.first ?? ".")
    let walker = FileWalker(
      extensions: setup.options.extensions, ignore: IgnorePatterns(setup.options.ignore), root: setup.options.root)
    let roots = paths.map(absolutePath)
    let found = walker.walk(roots)
    let bar = ProgressBar("Indexing", total: found.files.count)
    let index = try await index.open(setup, mustExist: false)
    let summary = try await index.update(
      paths: found.files, owns: { path in roots.contains { path == $0 || path.hasPrefix($0 + "/") } },
      progress: { _ in bar.advance() })
    bar.finish()
    setup.workbench.close()
    let failed = found.problems.map { ($0.path, $0.error.description) } + summary.failed.map { ($0.path, $0.message) }
    for (path, message) in failed { StandardError.write("stet: \(path): \(message)\n") }
    let counts = try index.counts()
    StandardOutput.write(
      "\(counts.documents) documents, \(counts.passages) passages: \(summary.indexed) indexed, "
        + "\(summary.unchanged) unchanged, \(summary.removed) removed\n")
    if !failed.isEmpty { throw ExitCode(2) }
  }
}
