import ArgumentParser
import Foundation
import Generation
import JSON

/// How likely texts are.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Say how likely a language model finds each line.",
    discussion: """
      Every line is one text. Its score is the logarithm of its probability (natural); bits per byte make texts of different length and models \
      of different vocabularies comparable.
      """)

  /// What is written.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

  @Argument(help: "A text file, - for standard input.")
  var path = "-"

  @OptionGroup var language: LanguageModelOptions

  @ArgumentParser.Option(help: "text: score, bits per byte and the text, divided by tabs; jsonl: an object a line.")
  var format = Format.text

  @Flag(help: "Print one line for all texts together.")
  var total = false

  func run() throws {
    var lines = try InputFile.read(path).split(separator: 0x0A, omittingEmptySubsequences: false).map {
      $0.last == 0x0D ? Array($0.dropLast()) : Array($0)
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    let generator = try language.generator()
    var sum = TextScore(logProbability: 0, tokens: 0, bytes: 0)
    for line in lines {
      let score = generator.scores(of: [line])[0]
      sum = TextScore(
        logProbability: sum.logProbability + score.logProbability, tokens: sum.tokens + score.tokens,
        bytes: sum.bytes + score.bytes)
      if !total { write(score, String(decoding: line, as: UTF8.self)) }
    }
    if total { write(sum, nil) }
  }

  private func write(_ score: TextScore, _ text: String?) {
    guard format == .jsonl else {
      let numbers = String(format: "%.3f\t%.4f", score.logProbability, score.bitsPerByte)
      return StandardOutput.write(numbers + (text.map { "\t" + $0 } ?? "") + "\n")
    }
    var record: JSONObject = [
      "logProbability": .number(score.logProbability), "bitsPerByte": .number(score.bitsPerByte),
      "tokens": .integer(Int64(score.tokens)), "bytes": .integer(Int64(score.bytes)),
    ]
    if let text { record["text"] = .string(text) }
    StandardOutput.write(JSONValue.object(record).encodedText() + "\n")
  }
}
