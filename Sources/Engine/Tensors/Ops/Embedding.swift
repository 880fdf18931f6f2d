extension Execution {
  /// The rows `ids` of a table: `[ids, width]`.
  package func embed(_ ids: [Int32], _ table: EmbeddingTable) -> Tensor {
    let output = Tensor(rows: ids.count, columns: table.width)
    table.gather(ids, into: output.values)
    record(output, from: [], [table.parameter]) { gradient, tape in
      // Each row of the gradient goes back to the row of the table that it came from.
      if let parameter = table.parameter { tape.gradients.buffer(of: parameter).addRows(ids, gradient) }
    }
    return output
  }
}
