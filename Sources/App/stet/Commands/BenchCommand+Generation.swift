import ArgumentParser
import Generation
import Models
import Tensors

extension BenchCommand {
  /// A decoder on ids that come in on standard input.
  struct Generation: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Time a decoder on given token ids.")

    @Argument(help: "The model's directory.")
    var directory: String

    @ArgumentParser.Option(help: "How exactly the model multiplies: exact (float32), or fast as it serves.")
    var precision = WeightPrecision.exact

    func run() throws {
      try GenerationBenchmark.serve(
        ModelBundle(directory: directory, precision: precision), readLine: { readLine() },
        write: { StandardOutput.write($0 + "\n") })
    }
  }
}
