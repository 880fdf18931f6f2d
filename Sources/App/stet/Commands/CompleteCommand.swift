import ArgumentParser
import Foundation
import Generation
import JSON

/// How a text may go on.
struct CompleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "Continue a text from its last byte on.",
    discussion: """
      Prints the text's continuations, the likeliest first, nothing where the model has nothing sure enough to say. With --input jsonl every \
      line is an object with a "prefix" and gives one object with "completions", so that many texts are continued with one model.
      """)

  /// What is read.
  enum Input: String, CaseIterable, ExpressibleByArgument { case text, jsonl }
  /// What is written.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

  @Argument(help: "A text file, - for standard input.")
  var path = "-"

  @OptionGroup var language: LanguageModelOptions

  @ArgumentParser.Option(help: "Tokens after which a continuation ends, at the end of its word.")
  var maxTokens = 8

  @ArgumentParser.Option(help: "How many continuations.")
  var candidates = 1

  @ArgumentParser.Option(help: "text: the input is the text; jsonl: every line has one in \"prefix\".")
  var input = Input.text

  @ArgumentParser.Option(help: "text: a continuation a line, line feeds as \\n; jsonl: an object for each text.")
  var format = Format.text

  @ArgumentParser.Option(help: "How sure the model must be of a continuation, from 0 to 1.")
  var confidence = 0.0

  @ArgumentParser.Option(help: "0 takes the likeliest words, more draws others too.")
  var temperature = 0.0

  @ArgumentParser.Option(help: "Draw from so many of the likeliest tokens.")
  var topK: Int?

  @ArgumentParser.Option(help: "Draw from the likeliest tokens that have this probability together.")
  var topP = 1.0

  @ArgumentParser.Option(help: "How much less likely what occurred lately is; 1 for no less.")
  var repetitionPenalty = 1.0

  @ArgumentParser.Option(help: "Equal seeds draw equal words.")
  var seed: UInt64 = 0

  @Flag(help: "Go on behind the end of the sentence and of the line.")
  var beyondSentence = false

  func run() throws {
    let prefixes = try input == .jsonl ? Self.prefixes(InputFile.read(path)) : [Self.text(InputFile.read(path))]
    let generator = try language.generator()
    for prefix in prefixes { write(try generator.complete(prefix, options)) }
  }

  private var options: CompletionOptions {
    CompletionOptions(
      maximumTokens: maxTokens, candidates: candidates,
      sampling: SamplingOptions(
        temperature: temperature, topK: topK, topP: topP, repetitionPenalty: repetitionPenalty),
      minimumConfidence: confidence, stopsAtSentenceEnd: !beyondSentence, stopsAtLineEnd: !beyondSentence, seed: seed)
  }

  /// The line feed that ends a file was not typed as part of the text.
  private static func text(_ bytes: [UInt8]) -> [UInt8] { bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes }

  private static func prefixes(_ bytes: [UInt8]) throws -> [[UInt8]] {
    try bytes.split(separator: 0x0A).enumerated().compactMap { number, line in
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { return nil }
      let value: JSONValue? = try? JSONValue(parsing: Array(line))
      guard let prefix = value?["prefix"]?.stringValue else {
        throw UsageError(
          message: "line \(number + 1) is no object with a string \"prefix\"",
          hint: "Give a line such as {\"prefix\": \"It was a dark and st\"}, or leave --input jsonl out.")
      }
      return Array(prefix.utf8)
    }
  }

  private func write(_ completions: [Completion]) {
    guard format == .jsonl || input == .jsonl else {
      return StandardOutput.write(
        completions.map { $0.text.replacingOccurrences(of: "\n", with: "\\n") + "\n" }.joined())
    }
    let items = completions.map { completion -> JSONValue in
      [
        "text": .string(completion.text), "probability": .number(completion.probability),
        "end": .string(completion.end.rawValue),
      ]
    }
    StandardOutput.write(JSONValue.object(["completions": .array(items)]).encodedText() + "\n")
  }
}
