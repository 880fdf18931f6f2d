import ArgumentParser
import Datasets
import Foundation
import JSON
import Support

/// Training pairs for grammar correction, made out of clean prose.
struct CorruptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corrupt",
    abstract: "Make realistic mistakes in clean prose: sentence pairs to learn correction from.",
    discussion: """
      Every line of a file is a paragraph; .xz and .gz are unpacked. Sentences of several files are mixed in proportion. A line of the output is \
      {"source": ..., "target": ..., "kinds": [...]}; sentences that stay clean have equal texts. The pairs follow from the seed and the files alone. \
      A recipe can name such files itself (`corrupt = "..."`), without a file of pairs.
      """)

  @Argument(help: "Files of clean prose.")
  var files: [String]

  @ArgumentParser.Option(help: "Whose mistakes: native or learner.")
  var rates = Corruption.Writer.native

  @ArgumentParser.Option(help: "Everything drawn follows from it.")
  var seed: UInt64 = 1

  @ArgumentParser.Option(help: "How many sentences in all; all of them otherwise.")
  var sentences: Int?

  @ArgumentParser.Option(help: "The share of sentences that stay clean, 0 to 1.")
  var clean: Double?

  @ArgumentParser.Option(help: "The share of sentences that are written as one with the next, 0 to 1.")
  var runOns = 0.0

  @ArgumentParser.Option(help: "A list of misspellings, lines such as recieve->receive; several times for several.")
  var misspellings: [String] = []

  @ArgumentParser.Option(name: .shortAndLong, help: "The file of pairs; standard output otherwise.")
  var output: String?

  func validate() throws {
    if let clean, !(0...1).contains(clean) { throw ValidationError("--clean must be from 0 to 1.") }
    if !(0...1).contains(runOns) { throw ValidationError("--run-ons must be from 0 to 1.") }
    if let sentences, sentences < 1 { throw ValidationError("--sentences must be at least 1.") }
  }

  func run() throws {
    var corruption = Corruption(writer: rates, seed: seed)
    (corruption.clean, corruption.misspellings, corruption.runOns) = (clean, misspellings, runOns)
    let prose = try CorruptedProse(corruption)
    let writer = try PairWriter(output)
    var number = 0
    for sentence in try drawn() {
      writer.write(prose.pair(of: sentence, index: number))
      number += 1
    }
    try writer.close()
  }

  /// The sentences of all files mixed, from each in proportion to its size.
  private func drawn() throws -> [[UInt8]] {
    let prose = try files.map { try CleanProse(path: $0) }
    let size = max(1, prose.reduce(0) { $0 + $1.byteCount })
    let all = prose.map { file in
      file.sentences(seed: seed, limit: sentences.map { $0 * file.byteCount / size + 1 }, pairs: runOns)
    }
    var places = all.map { _ in 0 }
    var result: [[UInt8]] = []
    let rounds = all.map(\.count).max() ?? 0
    for round in 0..<rounds {
      // In each round as many as the file's part of the longest one, so that the files are mixed all along.
      for (file, own) in all.enumerated() {
        let due = own.count * (round + 1) / rounds
        result += own[places[file]..<due]
        places[file] = due
      }
    }
    return sentences.map { Array(result.prefix($0)) } ?? result
  }
}

extension Corruption.Writer: ExpressibleByArgument {}
