import ArgumentParser
import Documents
import Features
import Foundation
import Inference
import JSON
import JSONRPC
import Markup
import Options
import Reports
import Server
import Spelling
import Support
import Text

/// Findings of files, for people, editors and continuous integration.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Report what may be wrong in files and folders.",
    discussion: "Exits with 0 when nothing was found, 1 with findings, 2 after a mistake in the call or a failure.")

  @Argument(help: "Files and folders; - for standard input.")
  var paths: [String] = ["."]

  @ArgumentParser.Option(help: "text, json, jsonl, sarif or html.")
  var format = ReportFormat.text

  @ArgumentParser.Option(help: "The name that tells the format of standard input and stands in the report.")
  var stdinFilename = "stdin.md"

  @Flag(help: "Apply the safe fixes, then report what is left.")
  var fix = false

  @Flag(help: "Let the daemon do the work.")
  var daemon = false

  @Flag(help: "Leave the model out: no corrections of grammar, no highlighted sentences in the html report.")
  var noModel = false

  @Flag(help: "Do not read or write the cache.")
  var noCache = false

  @ArgumentParser.Option(help: "How many files at once; four for each processor by default.")
  var jobs: Int?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if paths.contains("-"), paths.count > 1 { throw ValidationError("- must be the only path") }
  }

  func run() async throws {
    let setup = Setup(for: paths.first == "-" ? stdinFilename : paths[0], cached: !noCache)
    let linter = try FileLinter(
      workbench: setup.workbench, directories: setup.directories, isFixing: fix,
      highlights: format == .html && !noModel ? setup.options.highlight.share : nil, corrects: !noModel)
    let summary = try await report(linter, setup)
    setup.workbench.close()
    if summary.failures > 0 { throw ExitCode(2) }
    if summary.findings > 0 { throw ExitCode(1) }
  }

  private func report(_ linter: FileLinter, _ setup: Setup) async throws -> ReportSummary {
    var style = ReportStyle()
    style.usesColor = output.usesColor
    style.width = terminalWidth(STDOUT_FILENO) ?? 100
    style.version = Server.version
    style.ruleDescriptions = Dictionary(
      uniqueKeysWithValues: FindingCatalogue.descriptions.map { ($0.code, $0.summary + ".") })
    var writer = try ReportWriter(format.makeFormatter(style)) { StandardOutput.write($0) }
    if paths == ["-"] {
      try add(await linter.lint(bytes: try InputFile.read("-"), path: stdinFilename), to: &writer)
    } else {
      try await lintFiles(linter, setup, &writer)
    }
    try writer.finish()
    return writer.summary
  }

  private func add(_ report: FileReport, to writer: inout ReportWriter) throws {
    if let error = report.error, !format.tellsErrors {
      StandardError.write("stet: \(report.path): \(error.description)\n")
    }
    try writer.add(report)
  }

  /// More than one: while a file waits for the model, another one is read and spelt.
  private static let filesForEachProcessor = 4

  /// Lints several files at a time and reports them in their order.
  private func lintFiles(_ linter: FileLinter, _ setup: Setup, _ writer: inout ReportWriter) async throws {
    let found = FileWalker(
      extensions: setup.options.extensions, ignore: IgnorePatterns(setup.options.ignore), root: setup.options.root
    ).walk(paths)
    for problem in found.problems { try add(FileReport(path: problem.path, error: problem.error), to: &writer) }
    let bar = ProgressBar("Checking", total: found.files.count)
    let remote = daemon && !found.files.isEmpty ? try await RemoteLinter() : nil
    defer { remote?.close() }
    let width = jobs ?? Self.filesForEachProcessor * ProcessInfo.processInfo.activeProcessorCount
    try await OrderedTasks.run(found.files, width: width) { path in
      if let remote { await remote.lint(file: path, fixes: fix) } else { await linter.lint(file: path) }
    } each: { report in
      bar.advance()
      try bar.interrupted { try add(report, to: &writer) }
    }
    bar.finish()
  }
}

/// Runs work on many items, some at a time, and takes the results in the order of the items.
enum OrderedTasks {
  /// - Parameter width: how many items are worked on at once; twice as many results may wait for an earlier one.
  static func run<Item: Sendable, Result: Sendable>(
    _ items: [Item], width: Int, work: @escaping @Sendable (Item) async -> Result, each: (Result) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var started = 0
      var waiting: [Int: Result] = [:]
      func startNext() {
        guard started < items.count else { return }
        let index = started
        started += 1
        group.addTask { (index, await work(items[index])) }
      }
      for _ in 0..<width { startNext() }
      var next = 0
      while let (index, result) = try await group.next() {
        waiting[index] = result
        while let ready = waiting.removeValue(forKey: next) {
          try each(ready)
          next += 1
        }
        startNext()
      }
    }
  }
}
