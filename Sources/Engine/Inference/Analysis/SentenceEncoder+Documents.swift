import Heads
import Models
import Tensors

extension SentenceEncoder {
  /// What heads of sentences say about each sentence of a document that they see among its neighbours.
  ///
  /// As many sentences as fit go through the backbone in one sequence. Threads as for `encode`.
  /// - Parameter heads: names of heads for sentence classification or salience; nil for all of them.
  /// - Throws: `InferenceError` `head-unknown` or `head-unfit`.
  package func analyseDocument(
    _ sentences: [[UInt8]], heads: [String]? = nil
  ) throws -> [[String: HeadOutput]] {
    try analyseDocuments([sentences], heads: heads)[0]
  }

  /// The same of several documents, beside each other.
  package func analyseDocuments(
    _ documents: [[[UInt8]]], heads: [String]? = nil
  ) throws -> [[[String: HeadOutput]]] {
    let all = model.heads.filter { [.sentences, .salience].contains($0.value.specification.task) }
    let names = heads ?? all.keys.sorted()
    for name in names where all[name] == nil {
      guard let head = model.heads[name] else { throw InferenceError.unknown(name, known: all.keys.sorted()) }
      throw InferenceError.unfit(name, head.specification.task, hint: "Use a head that speaks about sentences.")
    }
    let windows = documents.flatMap { inputs.document($0) }
    let results = forEachBatch(lengths: windows.map(\.input.count)) { indices, execution in
      outputs(indices.map { windows[$0].input }, names, in: execution)
    }
    var rest = results.flatMap { $0 }[...]
    return documents.map { document in
      defer { rest = rest.dropFirst(document.count) }
      return Array(rest.prefix(document.count))
    }
  }

  /// For each sequence the outputs of its sentences.
  private func outputs(
    _ inputs: [ModelInput], _ heads: [String], in execution: Execution
  ) -> [[[String: HeadOutput]]] {
    let batch = PackedBatch(inputs)
    let runner = HeadRunner(states: states(batch, for: heads, in: execution), batch: batch, inputs: [])
    var outputs = [[String: HeadOutput]](repeating: [:], count: batch.sentences.count)
    for name in heads {
      guard let head = model.heads[name] else { continue }
      for (index, output) in runner.run(head, in: execution).enumerated() { outputs[index][name] = output }
    }
    var first = 0
    return inputs.map { input in
      defer { first += input.sentences.count }
      return Array(outputs[first..<first + input.sentences.count])
    }
  }
}
