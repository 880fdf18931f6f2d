import Architectures
import Foundation
import JSON
import Layers
import Support
import Tensors
import Training

/// Measures training for `Tests/Benchmarks/training_bench.py`, which alternates it with a rival in one run.
enum TrainingBenchmark {
  /// Answers one line of JSON per line of input until the input ends.
  ///
  /// A line is a number of steps, the rate of dropout and token ids, divided by blanks; `|` divides the sequences of the batch. Each line starts
  /// anew from the model's weights with a fresh head of nine classes; token `i` of the batch has the class `i * 7 % 9`. The answer has the time of
  /// every step in milliseconds and its loss.
  ///
  /// - Throws: what reading the model throws.
  static func serve(
    directory: String, threads: Int, arithmetic: MatrixProducts.Arithmetic, readLine: () -> String?,
    write: (String) -> Void
  ) throws {
    let configuration = try JSONValue(parsing: MappedFile.contents(of: directory + "/config.json"))
    let checkpoint = try Checkpoint(directory: directory)
    write("{\"kernels\":\"\(Kernels.best.name)\",\"blas\":\"\(BLAS.coreName)\",\"threads\":\(threads)}")
    while let line = readLine() {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let steps = Int(words[0]), let dropout = Float(words[1]) else { continue }
      let ids = words[2].split(separator: "|").map { $0.split(separator: " ").compactMap { Int32($0) } }
      let trainer = try trainer(
        configuration, checkpoint, ids, threads: threads, dropout: dropout, arithmetic: arithmetic)
      write(try measure(trainer, steps: steps))
    }
  }

  private static func trainer(
    _ configuration: JSONValue, _ checkpoint: Checkpoint, _ ids: [[Int32]], threads: Int, dropout: Float,
    arithmetic: MatrixProducts.Arithmetic
  ) throws -> Trainer {
    let store = ParameterStore(checkpoint)
    let backbone = try ArchitectureRegistry.load(configuration: configuration, weights: WeightSource(store))
    // A head of zeros: the rival starts from the same.
    let head = try Linear(
      WeightSource(store, creating: true), ["classifier"], inputs: backbone.dimensions.hidden, outputs: 9)
    store.known("classifier.weight")?.set([Float](repeating: 0, count: 9 * backbone.dimensions.hidden))
    let task = TrainingTask(
      name: "tokens", objective: Tokens(backbone: backbone, head: head, ids: ids),
      budget: BatchBudget(tokens: ids.reduce(0) { $0 + $1.count }))
    let options = TrainingOptions(
      threads: threads, schedule: LearningRateSchedule(peak: 5e-5, steps: 1, decay: .constant),
      groups: ParameterGroups(decaysMatricesOnly: false), clipping: nil, dropout: dropout,
      arithmetic: arithmetic)
    return try Trainer(store, tasks: [task], options: options)
  }

  private static func measure(_ trainer: Trainer, steps: Int) throws -> String {
    var losses: [JSONValue] = []
    let times = try (0..<steps).map { _ -> JSONValue in
      let start = ContinuousClock.now
      losses.append(.number(Double(try trainer.advance().losses[0].loss)))
      let time = (ContinuousClock.now - start).components
      return .number(Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15)
    }
    let answer: JSONValue = ["ms": .array(times), "losses": .array(losses)]
    return answer.encodedText()
  }

  /// One batch of labelled tokens.
  private struct Tokens: Objective {
    let backbone: any Backbone
    let head: Linear
    let ids: [[Int32]]
    var count: Int { ids.count }

    func tokenCount(of example: Int) -> Int { ids[example].count }

    func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
      [head(execution.dropout(backbone.encode(PackedBatch(examples.map { ids[$0] }), in: execution)), in: execution)]
    }

    func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
      let starts = ids.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
      let classes = examples.flatMap { example in
        ids[example].indices.map { Int32((starts[example] + $0) * 7 % 9) }
      }
      return execution.crossEntropy(outputs[0], classes)
    }
  }
}
