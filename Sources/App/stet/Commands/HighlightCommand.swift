import ArgumentParser
import Documents
import Features
import Inference
import JSON
import Options
import Text

/// The sentences that say most.
struct HighlightCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "highlight", abstract: "Print the sentences of a document that say most.")

  /// How the sentences are written.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

  @Argument(help: "A document, - for standard input.")
  var path = "-"

  @ArgumentParser.Option(help: "How many sentences; 0 means the share.")
  var count = 0

  @ArgumentParser.Option(help: "Which share of the sentences, 0 to 1.")
  var share: Double?

  @ArgumentParser.Option(help: "text or jsonl.")
  var format = Format.text

  @ArgumentParser.Option(help: "The name that tells the format of standard input.")
  var stdinFilename = "stdin.md"

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if count < 0 { throw ValidationError("--count must not be negative") }
    if let share, !(0...1).contains(share) { throw ValidationError("--share must lie between 0 and 1") }
  }

  func run() async throws {
    let bytes = try InputFile.read(path)
    let name = path == "-" ? stdinFilename : path
    let setup = Setup(for: name)
    let snapshot = Document(uri: name, languageID: "", version: 0, utf8: bytes).snapshot
    let options = setup.options.highlight
    let found = try await Highlighter().highlights(
      of: snapshot, vectors: try await setup.workbench.vectors(), annotator: try await setup.workbench.annotator(),
      lane: .keystroke,
      count: count > 0 ? count : share == nil ? options.count : 0, share: share ?? options.share)
    for highlight in found { StandardOutput.write(line(highlight, snapshot)) }
    setup.workbench.close()
  }

  private func line(_ highlight: Highlight, _ snapshot: DocumentSnapshot) -> String {
    let text = String(decoding: snapshot.sentence(at: highlight.sentence).text, as: UTF8.self)
    let start = snapshot.rope.position(at: highlight.range.lowerBound, in: .utf16)
    let end = snapshot.rope.position(at: highlight.range.upperBound, in: .utf16)
    guard format == .text else {
      let json: JSONValue = [
        "range": [
          "start": ["line": .integer(Int64(start.line)), "character": .integer(Int64(start.character))],
          "end": ["line": .integer(Int64(end.line)), "character": .integer(Int64(end.character))],
        ],
        "bytes": [.integer(Int64(highlight.range.lowerBound)), .integer(Int64(highlight.range.upperBound))],
        "score": .number(Double(highlight.score)), "text": .string(text),
      ]
      return json.encodedText() + "\n"
    }
    let paint = Paint(isOn: output.usesColor)
    let score = "\(Int((highlight.score * 100).rounded()))"
    let place = "\(start.line + 1)"
    return "\(paint.dim(pad(place, 5))) \(paint.cyan(pad(score, 3) + " %")) \(paint.bold(text))\n"
  }
}

/// `text` with spaces before it, up to `width`.
func pad(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
