import ArgumentParser
import Documents
import Features
import Foundation
import Options
import Reports
import Support
import Text

/// Corrected text on standard output.
struct FixCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix", abstract: "Print a text with its mistakes corrected.",
    discussion: """
      Applies the first replacement of every finding that is sure enough; everything else stays as it is, byte for byte. The file is not changed: \
      that does `stet lint --fix`, with the safe fixes alone.
      """)

  @Argument(help: "A document, - for standard input.")
  var path = "-"

  @Flag(help: "Every line is a sentence and gives exactly one line.")
  var lines = false

  @Flag(help: "Only what may be applied unasked.")
  var safe = false

  @ArgumentParser.Option(help: "How sure a finding and its replacement must be, 0 to 1.")
  var minimumConfidence = 0.5

  @ArgumentParser.Option(help: "A model's folder or name.")
  var model: String?

  @Flag(help: "Leave the model out: spelling and rules alone.")
  var noModel = false

  @ArgumentParser.Option(help: "The name that tells the format of standard input.")
  var stdinFilename = "stdin.md"

  func validate() throws {
    guard (0...1).contains(minimumConfidence) else {
      throw ValidationError("--minimum-confidence must lie between 0 and 1")
    }
  }

  func run() async throws {
    let bytes = try InputFile.read(path)
    let name = path == "-" ? stdinFilename : path
    let setup = Setup(for: name, model: model)
    let linter = FileLinter(
      workbench: setup.workbench, directories: setup.directories, isFixing: false, highlights: nil, corrects: !noModel)
    let fixed =
      try await lines ? fixedLines(bytes, linter) : fixed(bytes, path: path == "-" ? stdinFilename : path, linter)
    StandardOutput.write(fixed)
    setup.workbench.close()
  }

  private func fixed(_ bytes: [UInt8], path: String, _ linter: FileLinter) async throws -> [UInt8] {
    let report = await linter.lint(bytes: bytes, path: path)
    if let error = report.error { throw error }
    return FixApplier.apply(report.findings.map(accepted), to: bytes).bytes
  }

  /// Each line becomes a paragraph of a plain text; no correction has a line break in it, so the lines stay what they are.
  private func fixedLines(_ bytes: [UInt8], _ linter: FileLinter) async throws -> [UInt8] {
    let rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let text = Array(rows.joined(separator: [0x0A, 0x0A]))
    let fixed = try await fixed(text, path: "lines.txt", linter)
    let all = fixed.split(separator: 0x0A, omittingEmptySubsequences: false)
    return Array(stride(from: 0, to: all.count, by: 2).map { all[$0] }.joined(separator: [0x0A]))
  }

  /// The finding, safe when it is sure enough.
  private func accepted(_ finding: Finding) -> Finding {
    guard !safe, !finding.isSafe, let best = finding.replacements.first,
      min(finding.confidence, best.confidence) >= minimumConfidence, !best.text.contains("\n")
    else { return finding }
    return Finding(
      code: finding.code, severity: finding.severity, message: finding.message, range: finding.range,
      replacements: finding.replacements, confidence: finding.confidence, isSafe: true)
  }
}
