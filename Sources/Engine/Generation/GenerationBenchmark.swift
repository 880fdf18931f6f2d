import Architectures
package import Models
import Tensors

/// Measures a decoder for `Tests/Benchmarks/decoder.py`, which alternates it with rivals in one run.
package enum GenerationBenchmark {
  /// Answers one line of JSON per line of input until the input ends.
  ///
  /// A line is how many tokens to decode, at least 1, and the ids to read before. The answer has the milliseconds of reading, which gives the first
  /// token, and of decoding the others, each the most likely one, and what was decoded.
  ///
  /// - Throws: `GenerationError` for a model that predicts nothing.
  package static func serve(_ model: ModelBundle, readLine: () -> String?, write: (String) -> Void) throws {
    let generator = try TextGenerator(model)
    write("{\"kernels\":\"\(Kernels.best.name)\",\"blas\":\"\(BLAS.coreName)\"}")
    while let line = readLine() {
      let numbers = line.split(separator: " ").compactMap { Int32($0) }
      guard numbers.count >= 2, numbers[0] > 0 else { continue }
      write(measure(generator, decoding: Int(numbers[0]), behind: Array(numbers.dropFirst())))
    }
  }

  private static func measure(_ generator: TextGenerator, decoding count: Int, behind ids: [Int32]) -> String {
    let (decoder, execution, clock) = (generator.decoder, Execution(), ContinuousClock())
    let cache = decoder.makeCache(generator.model.precision.cacheFormat)
    var decoded: [Int32] = []
    func extend(by ids: [Int32]) {
      let hidden = decoder.extend(cache, by: ids, in: execution)
      decoded.append(mostLikely(decoder.logits(hidden.slice(hidden.rows - 1..<hidden.rows), in: execution)))
    }
    let reading = clock.measure { extend(by: ids) } / .milliseconds(1)
    let decoding = clock.measure { while decoded.count < count { extend(by: decoded.suffix(1)) } } / .milliseconds(1)
    return "{\"reading_ms\":\(reading),\"decoding_ms\":\(decoding),\"ids\":\(decoded)}"
  }

  private static func mostLikely(_ logits: Tensor) -> Int32 {
    let row = logits.elements
    return Int32(row.indices.max { row[$0] < row[$1] } ?? 0)
  }
}
