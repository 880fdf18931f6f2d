import ArgumentParser
import Features
import Foundation
import Inference
import JSON
import Logging
import Models
import Options
import Reports
import Server
import Spelling
import Store
import Support
import Tensors

/// What the commands share: options, stores and the model, opened the same way everywhere.
struct Setup {
  let directories: Directories
  let options: Options
  let workbench: Workbench

  /// Reads the options that hold for `path` and opens what they name; problems in them go to standard error.
  ///
  /// - Parameters:
  ///   - cached: whether results are kept between runs.
  ///   - model: the name of a registered model or a model's folder, in place of the one in the options.
  ///   - precision: how exactly models multiply.
  ///   - answersKeystrokes: whether somebody may wait at a keyboard.
  init(
    for path: String, cached: Bool = true, threads: Int? = nil, model: String? = nil,
    precision: WeightPrecision = .fast, answersKeystrokes: Bool = false
  ) {
    directories = Directories()
    let (options, problems) = Options.load(
      for: absolutePath(path), directories: directories, ruleCodes: FindingCatalogue.codes)
    for problem in problems { StandardError.write("stet: \(problem.description)\n") }
    self.options = options
    var settings = Self.settings(options, directories, cached: cached, threads: threads, model: model)
    settings.precision = precision
    if answersKeystrokes { settings.batchTokens = SentenceEncoder.batchTokensForKeystrokes }
    workbench = Workbench(settings: settings) { notice in
      StandardError.write("stet: \(notice.message)\n")
    }
  }

  private static func settings(
    _ options: Options, _ directories: Directories, cached: Bool, threads: Int?, model: String?
  ) -> Workbench.Settings {
    let folder = options.cache.path.isEmpty ? directories.cache : options.cache.path
    let (encoder, grammar) = (options.models.encoder, options.models.grammar)
    // A model that was asked for by name is asked for with all that it can do.
    let isOwn = model == nil && !grammar.isEmpty
    let corrector: (@Sendable () throws -> String)? = isOwn ? { @Sendable in try ModelRegistry().find(grammar) } : nil
    let completer = options.complete.model
    let threads = threads ?? (options.server.threads > 0 ? options.server.threads : nil)
    var settings = Workbench.Settings(
      encoder: { try model.map(ModelFolder.find) ?? ModelRegistry().find(encoder) },
      corrector: corrector, threads: threads,
      cache: SentenceCache.Configuration(
        path: cached ? folder + "/sentences.sqlite" : nil, memoryLimit: options.cache.memoryMegabytes << 20,
        diskLimit: options.cache.diskMegabytes << 20),
      feedbackPath: FeedbackStore.path(directories),
      teaching: (marks: directories.data + "/marks.sqlite", heads: TaughtHeadFolder(directories).path))
    settings.completer = { try ModelRegistry().find(completer) }
    return settings
  }
}

/// A path as it is from the root on.
func absolutePath(_ path: String) -> String {
  URL(fileURLWithPath: path).standardizedFileURL.path
}

/// Options of commands that write to a terminal.
struct OutputOptions: ParsableArguments {
  @ArgumentParser.Option(help: "Whether the output is coloured: auto, always or never.")
  var color = TerminalColor.auto

  /// Whether standard output gets colour.
  var usesColor: Bool { color.isOn(for: STDOUT_FILENO) }
}

extension TerminalColor: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}

/// A logger to standard error: descriptor 2 belongs to messages, 1 to results.
func standardErrorLogger(level: Logger.Level) -> Logger {
  var logger = Logger(label: "stet") { StreamLogHandler.standardError(label: $0) }
  logger.logLevel = level
  return logger
}
