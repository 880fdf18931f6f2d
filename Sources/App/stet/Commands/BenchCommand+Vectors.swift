import ArgumentParser
import Foundation
import JSON

extension BenchCommand {
  /// An index of given vectors, and searches in it.
  struct Vectors: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Time searches in an index of given vectors.",
      discussion: """
        Without a file of vectors it searches the index that an earlier run made. Prints a record about the index, then answers each line on \
        standard input, `K FIRST COUNT` (how many matches, which queries), with the milliseconds of each search and the matches' rows.
        """)

    @Argument(help: "The folder of the index.")
    var folder: String

    @Argument(help: "The queries: float32, one vector behind the other.")
    var queries: String

    @Argument(help: "The vectors to index, in the same form.")
    var vectors: String?

    @ArgumentParser.Option(help: "Numbers of a vector.")
    var dimensions = 384

    func validate() throws {
      if dimensions < 1 { throw ValidationError("--dimensions must be at least 1") }
    }

    func run() throws {
      let benchmark = try VectorBenchmark(folder: folder, queries: queries, dimensions: dimensions)
      StandardOutput.write(try benchmark.prepare(vectors).encodedText() + "\n")
      while let line = readLine() {
        let numbers = line.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 3 else { continue }
        let answer = try benchmark.answer(k: numbers[0], first: numbers[1], count: numbers[2])
        StandardOutput.write(answer.encodedText() + "\n")
      }
    }
  }
}
