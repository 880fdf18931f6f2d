import ArgumentParser
import Server

/// The program: the commands, and where everything is wired together.
@main
struct Stet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stet",
    abstract: "A language server for prose: spelling, highlights and similar documents, on your own machine.",
    version: Server.version,
    subcommands: [
      LSPCommand.self, ServeCommand.self, CallCommand.self, CorruptCommand.self, LintCommand.self, FixCommand.self,
      FeedbackCommand.self,
      HighlightCommand.self, IndexCommand.self,
      SimilarCommand.self, SearchCommand.self, DuplicatesCommand.self, AnnotateCommand.self, AskCommand.self,
      ClassifyCommand.self,
      EmbedCommand.self, CompleteCommand.self, ScoreCommand.self, EvalCommand.self, TrainCommand.self,
      TrainTokenizerCommand.self, TrainNGramsCommand.self, ModelsCommand.self, OptionsCommand.self,
      BenchCommand.self,
    ])

  /// Runs a command; a failure prints what went wrong and what to do, and exits with 2, as findings exit with 1.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch { exit(reporting: error) }
  }
}
