extension Execution {
  /// The rows `ids` of a table: `[ids, width]`.
  package func embed(_ ids: [Int32], _ table: EmbeddingTable) -> Tensor {
    let output = Tensor(rows: ids.count, columns: table.width)
    table.gather(ids, into: output.values)
    tape?.record(TapeStep(operation: .embedding(table, ids: ids), inputs: [], output: output))
    return output
  }
}
