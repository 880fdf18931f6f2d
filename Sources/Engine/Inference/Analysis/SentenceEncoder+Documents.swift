import Heads
import Models
import Support
import Tensors

extension SentenceEncoder {
  /// What heads of sentences say about each sentence of a document that they see among its neighbours.
  ///
  /// For heads that read tokens as many sentences as fit go through the backbone in one sequence; for those that read vectors each goes alone.
  /// Threads as for `encode`.
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
    let readers = names.filter { all[$0]?.readsVectors == true }
    let others = names.filter { all[$0]?.readsVectors == false }
    guard !readers.isEmpty else { return amongTokens(documents, others) }
    let vectors = encode(documents.flatMap { $0 }).divided(into: documents.map(\.count))
    let found = analyse(vectors: vectors, heads: readers)
    return others.isEmpty ? found : found.merging(amongTokens(documents, others))
  }

  /// What heads that read vectors say about the sentences of some documents, from the vectors that `encode` gives of these sentences.
  ///
  /// Runs on this thread, some microseconds a sentence.
  /// - Parameter heads: names of heads with a context (`Head.readsVectors`).
  package func analyse(vectors documents: [[[Float]]], heads: [String]) -> [[[String: HeadOutput]]] {
    let parts = documents.flatMap { document in
      stride(from: 0, to: document.count, by: Head.sentencesAtOnce).map {
        document[$0..<min($0 + Head.sentencesAtOnce, document.count)]
      }
    }
    let offsets = parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let rows = Tensor(rows: offsets[offsets.count - 1], columns: dimensions, parts.joined().flatMap { $0 })
    var outputs = [[String: HeadOutput]](repeating: [:], count: rows.rows)
    let execution = Execution()
    for name in heads where rows.rows > 0 {
      guard let head = model.heads[name] else { continue }
      let logits = head.forward(vectors: rows, offsets: offsets, in: execution)
      for (index, output) in HeadRunner.outputs(of: head, logits).enumerated() { outputs[index][name] = output }
    }
    return outputs.divided(into: documents.map(\.count))
  }

  /// What heads that read tokens say, as many sentences in one sequence as fit.
  private func amongTokens(_ documents: [[[UInt8]]], _ names: [String]) -> [[[String: HeadOutput]]] {
    let windows = documents.flatMap { inputs.document($0) }
    let results = forEachBatch(lengths: windows.map(\.input.count)) { indices, execution in
      outputs(indices.map { windows[$0].input }, names, in: execution)
    }
    return results.flatMap { $0 }.divided(into: documents.map(\.count))
  }

  /// For each sequence the outputs of its sentences.
  private func outputs(
    _ inputs: [ModelInput], _ heads: [String], in execution: Execution
  ) -> [[[String: HeadOutput]]] {
    let batch = PackedBatch(inputs)
    let runner = HeadRunner(
      states: states(batch, for: heads, in: execution), batch: batch, inputs: [], vectors: Tensor(rows: 0, columns: 0))
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

extension [[[String: HeadOutput]]] {
  /// What other heads say of the same sentences of the same documents beside it.
  package func merging(_ other: Self) -> Self {
    zip(self, other).map { own, other in zip(own, other).map { $0.merging($1) { $1 } } }
  }
}
