import ArgumentParser
import Datasets
import Foundation
import Generation
import Models
import Reports
import Support
import Tokenizers

/// What texts say often, beside a language model.
struct TrainNGramsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-ngrams", abstract: "Count what follows what in plain text, to help a small language model.",
    discussion: """
      The texts have a paragraph a line and a blank line between documents; .xz and .gz are unpacked. The result, \
      \(NGramModel.fileName), goes beside the model's weights. Whatever predicts with the model adds both, weighted as predicts the texts of \
      --dev best, and `stet train` teaches the model what the runs cannot know. Counting takes about forty bytes for each token.
      """)

  @Argument(help: "Text files.")
  var paths: [String]

  @ArgumentParser.Option(help: "The language model: a folder.")
  var model: String

  @ArgumentParser.Option(parsing: .upToNextOption, help: "Other texts, by which the weights are chosen.")
  var dev: [String]

  @ArgumentParser.Option(
    help: "How many runs of 2 to 4 tokens are kept, those that help most; each takes three to five bytes.")
  var runs = 2_000_000

  @ArgumentParser.Option(help: "Only so many documents of each file of --dev are read, the first ones.")
  var limit = 40

  func validate() throws {
    if runs < 1 { throw ValidationError("--runs must be at least 1") }
    if dev.isEmpty { throw ValidationError("--dev needs a text that is not among the others") }
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let path = model + "/" + NGramModel.fileName
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    let generator = try TextGenerator(ModelBundle(directory: model))
    var trainer = try NGramTrainer(
      vocabulary: generator.vocabulary.count,
      boundary: generator.vocabulary.ends.min() ?? generator.vocabulary.beginning ?? 0)
    try read(into: &trainer, generator.model.tokenizer)
    let tokens = trainer.tokenCount
    let tables = trainer.tables(runs: runs)
    try tables.write(to: path, weights: NGramPrior.Weights(decoder: 1, nGrams: 1))
    let fit = NGramFit(generator, try NGramModel(path: path))
    for text in try devTexts() { fit.add(text) }
    let result = fit.result()
    try tables.write(to: path, weights: result.weights)
    func text(_ number: Double) -> String { String(format: "%.3f", number) }
    StandardOutput.write(
      """
      \(tokens) tokens, \(tables.runs.map(String.init).joined(separator: ", ")) runs of 2, 3, 4 tokens  \(path)
      weights: model \(text(Double(result.weights.decoder))), runs \(text(Double(result.weights.nGrams)))
      bits per token of --dev: model \(text(result.decoder)), runs \(text(result.nGrams)), both \(text(result.both))

      """)
  }

  private func read(into trainer: inout NGramTrainer, _ tokenizer: any Tokenizer) throws {
    let bar = ProgressBar("Reading", total: paths.count)
    var encoding = Encoding()
    for path in paths {
      let text = try ProseText(path: path)
      text.bytes.withUnsafeBufferPointer { bytes in
        for document in text.documents {
          encoding.removeAll()
          _ = tokenizer.encode(
            UnsafeBufferPointer(rebasing: bytes[document]), addSpecialTokens: false, limit: nil, into: &encoding)
          trainer.add(encoding.ids)
        }
      }
      bar.advance()
    }
    bar.finish()
  }

  private func devTexts() throws -> [[UInt8]] {
    try dev.flatMap { path in
      let text = try ProseText(path: path, limit: limit)
      return text.documents.map { Array(text.bytes[$0]) }
    }
  }
}
