import ArgumentParser
import Foundation
import Models
import Tensors

extension ModelsCommand {
  /// Stores a model's weights in another way.
  struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a model with its weights stored in fewer bits.",
      discussion: """
        The result is a model like the one it came from, heads and texts included. int8 stores a float32 scale and integers \
        of eight bits for each output of a matrix, int4 integers of four bits and a scale for each 64 of them, which is half the file and the same speed; \
        biases, gains and small matrices stay in float32. \
        `stet eval recipe RECIPE --model DIR` measures what a conversion costs.
        """)

    @Argument(help: "A registered model's name, or a directory (with a slash).")
    var model: String

    @ArgumentParser.Option(
      help: "How matrices are stored: \(WeightStorage.allCases.map(\.rawValue).joined(separator: ", ")).")
    var precision: WeightStorage = .int8

    @ArgumentParser.Option(help: "The directory of the result, which must not exist yet.")
    var output: String

    func run() throws {
      let source = try ModelFolder.find(model)
      try BundleWriter.convert(source, to: output, as: precision)
      let sizes = try [source, output].map { try Self.weightBytes($0) }
      let megabytes = sizes.map { String(format: "%.1f MB", Double($0) / 1e6) }
      StandardOutput.write("\(output)  \(precision.rawValue), weights \(megabytes[0]) -> \(megabytes[1])\n")
    }

    private static func weightBytes(_ directory: String) throws -> Int {
      try Checkpoint(directory: directory).files.reduce(0) { sum, file in
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? NSNumber
        return sum + (size?.intValue ?? 0)
      }
    }
  }
}

extension WeightStorage: ExpressibleByArgument {}
