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
      that does `stet lint --fix`, with the safe fixes alone. The text is looked at twice: more is found in what is spelt right. With --lines marks \
      that stand apart from words, as corpora write them, stay apart.
      """)

  @Argument(help: "A document, - for standard input.")
  var path = "-"

  @Flag(help: "Every line is a sentence and gives exactly one line.")
  var lines = false

  @Flag(help: "Only what may be applied unasked.")
  var safe = false

  @ArgumentParser.Option(
    help:
      "How sure a finding and its replacement must be, 0 to 1; 0.8 by default, less in a text with many mistakes; for grammar what the model's thresholds say."
  )
  var minimumConfidence: Double?

  @ArgumentParser.Option(help: "A model's folder or name.")
  var model: String?

  @Flag(help: "Leave the model out: spelling and rules alone.")
  var noModel = false

  @ArgumentParser.Option(help: "The name that tells the format of standard input.")
  var stdinFilename = "stdin.md"

  func validate() throws {
    if let minimumConfidence, !(0...1).contains(minimumConfidence) {
      throw ValidationError("--minimum-confidence must lie between 0 and 1")
    }
  }

  func run() async throws {
    let bytes = try InputFile.read(path)
    let name = path == "-" ? stdinFilename : path
    let setup = Setup(for: name, model: model)
    let linter = try FileLinter(
      workbench: setup.workbench, directories: setup.directories, isFixing: false, highlights: nil, corrects: !noModel)
    var fixed = bytes
    let analyses = SentenceAnalyses()
    for _ in 0..<Self.rounds {
      let before = fixed
      fixed = try await lines ? fixedLines(before, linter, analyses) : self.fixed(before, path: name, linter, analyses)
      if fixed == before { break }
    }
    StandardOutput.write(fixed)
    setup.workbench.close()
  }

  /// How often the text is looked at: in what is spelt right by then the model finds more.
  private static let rounds = 2

  private func fixed(
    _ bytes: [UInt8], path: String, _ linter: FileLinter, _ analyses: SentenceAnalyses
  ) async throws -> [UInt8] {
    FixApplier.apply(try await accepted(in: bytes, path: path, linter, analyses) { $0 }, to: bytes).bytes
  }

  private func fixedLines(
    _ bytes: [UInt8], _ linter: FileLinter, _ analyses: SentenceAnalyses
  ) async throws -> [UInt8] {
    let lines = SentenceLines(bytes)
    let findings = try await accepted(in: lines.text, path: "lines.txt", linter, analyses) { lines.adapted($0) }
    return lines.lines(of: FixApplier.apply(findings, to: lines.source).bytes)
  }

  /// The findings in a text, those that are sure enough made safe.
  private func accepted(
    in text: [UInt8], path: String, _ linter: FileLinter, _ analyses: SentenceAnalyses,
    adapting: (Finding) -> Finding?
  ) async throws -> [Finding] {
    let report = await linter.lint(bytes: text, path: path, analyses: analyses)
    if let error = report.error { throw error }
    return report.findings.compactMap(adapting).map { accepted($0, leniency: report.leniency) }
  }

  /// The finding, safe when it is sure enough.
  private func accepted(_ finding: Finding, leniency: Double) -> Finding {
    guard !safe, !finding.isSafe, let best = finding.replacements.first,
      min(finding.confidence, best.confidence) >= minimum(for: finding, leniency: leniency)
    else { return finding }
    return Finding(
      code: finding.code, severity: finding.severity, message: finding.message, range: finding.range,
      replacements: finding.replacements, confidence: finding.confidence, isSafe: true)
  }

  private func minimum(for finding: Finding, leniency: Double) -> Double {
    if let minimumConfidence { return minimumConfidence }
    return finding.category == GrammarCatalogue.group ? 0 : 1 / (1 + exp(leniency - Self.usualLogOdds))
  }

  /// Of a confidence of 0.8.
  private static let usualLogOdds = log(4.0)
}
