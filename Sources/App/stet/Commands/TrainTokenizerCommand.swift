import ArgumentParser
import Datasets
import Foundation
import JSON
import Reports
import Support
import Tokenizers

/// A vocabulary of one's own texts.
struct TrainTokenizerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-tokenizer", abstract: "Make a byte-level vocabulary out of plain text.",
    discussion: """
      The texts have a paragraph a line and a blank line between documents; .xz and .gz are unpacked. The result, tokenizer.json, is what \
      `stet train` with new weights and other programs read.
      """)

  @Argument(help: "Text files.")
  var paths: [String]

  @ArgumentParser.Option(help: "The folder in which tokenizer.json goes, made where it is missing.")
  var output: String

  @ArgumentParser.Option(help: "How many tokens there are, the 256 bytes and the end of a text among them.")
  var vocabulary = 16_384

  @ArgumentParser.Option(help: "How text is divided into words: gpt2, llama3 or qwen2.")
  var words = BPETrainer.Words.llama3

  @ArgumentParser.Option(help: "How often a pair of tokens must occur to become one.")
  var minimumCount = 2

  @ArgumentParser.Option(help: "Only so many documents of each file are read, the first ones.")
  var limit: Int?

  func validate() throws {
    if !(TrainedVocabulary.smallest...1_000_000).contains(vocabulary) {
      throw ValidationError("--vocabulary must be from \(TrainedVocabulary.smallest) to 1000000")
    }
    if minimumCount < 1 { throw ValidationError("--minimum-count must be at least 1") }
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    var trainer = BPETrainer(words: words)
    let bar = ProgressBar("Reading", total: paths.count)
    for path in paths {
      let text = try ProseText(path: path, limit: limit)
      for document in text.documents { trainer.add(text.bytes[document]) }
      bar.advance()
    }
    bar.finish()
    let result = trainer.vocabulary(size: vocabulary, minimumCount: minimumCount)
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw UsageError(
        message: "cannot make the folder \(output): \(error.localizedDescription)",
        hint: "Name a folder in which you may write.")
    }
    try AtomicFile.write(result.json.encoded() + [0x0A], to: output + "/tokenizer.json")
    StandardOutput.write("\(result.count) tokens out of \(trainer.wordCount) words  \(output)/tokenizer.json\n")
  }
}

extension BPETrainer.Words: ExpressibleByArgument {}
