import ArgumentParser
import Foundation
import Generation
import Inference
import JSON
import Models
import Tensors
import Tokenizers

/// Stet's side of the benchmarks, driven by the scripts in Tests/Benchmarks.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time parts of Stet, for the scripts in Tests/Benchmarks.", shouldDisplay: false,
    subcommands: [
      Decoder.self, Encoder.self, Generation.self, Heads.self, Keystroke.self, Tokenizer.self, Training.self,
      Vectors.self,
    ])

  /// The encoder on sequences of ids that come in on standard input.
  struct Encoder: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Time the sentence encoder on given token ids.")

    @Argument(help: "The model's directory.")
    var directory: String

    @Argument(help: "Threads of a model pass.")
    var threads = 1

    @ArgumentParser.Option(help: "How exactly the model multiplies: exact (float32), or fast as it serves.")
    var precision = WeightPrecision.exact

    func run() throws {
      try EncoderBenchmark.serve(
        directory: directory, threads: threads, precision: precision, readLine: { readLine() }
      ) { StandardOutput.write($0 + "\n") }
    }
  }

  /// A decoder on a text that is being typed.
  struct Decoder: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Time a decoder and its suggestions on a text.")

    @Argument(help: "The model's directory.")
    var directory: String

    @Argument(help: "A text of more tokens than the context, whose end is typed.")
    var path: String

    @ArgumentParser.Option(help: "Tokens of the text before.")
    var context = 512

    @ArgumentParser.Option(help: "Tokens of a suggestion.")
    var tokens = 8

    @ArgumentParser.Option(help: "Tokens to decode.")
    var decoded = 64

    @ArgumentParser.Option(help: "Bytes to type.")
    var typed = 100

    @ArgumentParser.Option(help: "How many alternatives.")
    var candidates = 1

    @ArgumentParser.Option(help: "How weights multiply: exact, or fast as when serving.")
    var precision = WeightPrecision.exact

    func validate() throws {
      if context < 1 || decoded < 1 || typed < 1 { throw ValidationError("all numbers must be at least 1") }
    }

    func run() throws {
      let text = try InputFile.read(path)
      guard text.count > typed else { throw ValidationError("the text is shorter than what is typed") }
      let report = try DecoderBenchmark(ModelBundle(directory: directory, precision: precision)).run(
        text, context: context, decoded: decoded, typed: typed,
        options: CompletionOptions(
          maximumTokens: tokens, candidates: candidates, stopsAtSentenceEnd: false, stopsAtLineEnd: false))
      let times = report.suggestions
      let record: JSONValue = [
        "kernels": .string(Kernels.best.name), "context": .integer(Int64(report.contextTokens)),
        "reading_ms": .number(report.reading), "tokens_per_second": .number(report.tokensPerSecond),
        "suggestion_median_ms": .number(times[times.count / 2]),
        "suggestion_p95_ms": .number(times[min(times.count - 1, times.count * 95 / 100)]),
        "tokens_per_suggestion": .number(report.tokensPerSuggestion),
      ]
      StandardOutput.write(record.encodedText() + "\n")
    }
  }

  /// All heads of a bundle beside its backbone alone, on sentences.
  struct Heads: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Time the heads of a bundle beside its backbone.")

    @Argument(help: "The bundle's directory.")
    var directory: String

    @Argument(help: "A text file with a sentence a line.")
    var path: String

    @Argument(help: "Threads of a model pass.")
    var threads = 1

    @ArgumentParser.Option(help: "How often both sides are measured.")
    var rounds = 9

    func validate() throws {
      if rounds < 1 { throw ValidationError("--rounds must be at least 1") }
    }

    func run() throws {
      let texts = try InputFile.read(path).split(separator: 0x0A).map { Array($0) }
      let benchmark = try HeadsBenchmark(directory: directory, texts: texts, threads: threads)
      StandardOutput.write(try benchmark.run(rounds: rounds).encodedText() + "\n")
    }
  }

  /// The tokenizer on the lines of a file.
  struct Tokenizer: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Time the tokenizer on the lines of a text.")

    @Argument(help: "The model's directory.")
    var directory: String

    @Argument(help: "A text file.")
    var path: String

    @ArgumentParser.Option(help: "How often the text is read; the best time counts.")
    var rounds = 5

    func run() throws {
      let tokenizer = try TokenizerLoader.load(directory: directory)
      let lines = try InputFile.read(path).split(separator: 0x0A).map { Array($0) }
      let bytes = lines.reduce(0) { $0 + $1.count }
      var tokens = 0
      let times = (0..<rounds).map { _ in
        tokens = 0
        return ContinuousClock().measure {
          for line in lines {
            tokens += line.withUnsafeBufferPointer { tokenizer.encode($0, addSpecialTokens: true).ids.count }
          }
        }
      }
      let best = (times.min() ?? .zero).components
      let seconds = Double(best.seconds) + Double(best.attoseconds) / 1e18
      let result: JSONValue = [
        "bytes": .integer(Int64(bytes)), "tokens": .integer(Int64(tokens)), "seconds": .number(seconds),
        "mb_per_s": .number(Double(bytes) / 1e6 / max(seconds, 1e-9)),
      ]
      StandardOutput.write(result.encodedText() + "\n")
    }
  }

  /// Training on sequences of ids that come in on standard input.
  struct Training: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Time training steps on given token ids.")

    @Argument(help: "The model's directory.")
    var directory: String

    @Argument(help: "Threads of a step.")
    var threads = 1

    @Argument(help: "How linear layers multiply: float32 or bfloat16.")
    var arithmetic = MatrixProducts.Arithmetic.float32

    func run() throws {
      try TrainingBenchmark.serve(
        directory: directory, threads: threads, arithmetic: arithmetic,
        readLine: { readLine() }, write: { StandardOutput.write($0 + "\n") })
    }
  }
}

extension WeightPrecision: ExpressibleByArgument {}

extension MatrixProducts.Arithmetic: ExpressibleByArgument {}
