import Models
package import Tensors

/// Measures the encoder for `Tests/Benchmarks/encoder_bench.py`, which alternates it with a rival in one run.
package enum EncoderBenchmark {
  /// Answers one line of JSON per line of input until the input ends.
  ///
  /// A line is a number of repetitions, then token ids, divided by blanks; `|` divides the sequences of a batch. The answer has the
  /// median and the smallest time of one `encode` in milliseconds, and the first vector.
  ///
  /// - Throws: as `ModelBundle`.
  package static func serve(
    directory: String, threads: Int, precision: WeightPrecision, readLine: () -> String?, write: (String) -> Void
  ) throws {
    let encoder = try SentenceEncoder(directory: directory, threads: threads, precision: precision)
    let (kernels, arithmetic) = (Kernels.best.name, precision.arithmetic)
    write(
      "{\"kernels\":\"\(kernels)\",\"arithmetic\":\"\(arithmetic)\",\"blas\":\"\(BLAS.coreName)\",\"threads\":\(encoder.threads)}"
    )
    while let line = readLine() {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let repetitions = Int(words[0]), repetitions > 0 else { continue }
      let sequences = words[1].split(separator: "|").map { $0.split(separator: " ").compactMap { Int32($0) } }
      write(measure(encoder, sequences, repetitions))
    }
  }

  private static func measure(_ encoder: SentenceEncoder, _ sequences: [[Int32]], _ repetitions: Int) -> String {
    let clock = ContinuousClock()
    var vectors: [[Float]] = []
    let times = (0..<repetitions).map { _ in
      let time = clock.measure { vectors = encoder.encode(tokens: sequences) }
      return Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3
    }.sorted()
    let numbers = vectors[0].map { "\($0)" }.joined(separator: ",")
    return "{\"median_ms\":\(times[times.count / 2]),\"minimum_ms\":\(times[0]),\"vector\":[\(numbers)]}"
  }
}
