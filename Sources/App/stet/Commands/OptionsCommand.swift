import ArgumentParser
import JSON
import Options

/// What can be set in `.stet.toml`.
struct OptionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "options", abstract: "Print every key of .stet.toml with its type, default and meaning.")

  @Flag(help: "Print a JSON Schema instead of Markdown.")
  var schema = false

  func run() {
    StandardOutput.write(schema ? OptionReference.schema().encodedText() + "\n" : OptionReference.markdown)
  }
}
