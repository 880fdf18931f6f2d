import CKernels

extension Execution {
  /// `activation(x weights^T + bias)`: `[rows, inputs]` to `[rows, outputs]`.
  ///
  /// Without a tape one kernel does all of it on weights packed at loading; with one OpenBLAS multiplies the stored weights.
  package func linear(_ x: Tensor, _ weights: PackedMatrix, bias: Vector?, then activation: Activation? = nil) -> Tensor
  {
    precondition(x.columns == weights.inputs && bias.map { $0.count == weights.outputs } ?? true, "linear: shapes")
    if tape != nil {
      let product = recordedProduct(x, weights, bias: bias)
      return activation.map { activate(product, $0) } ?? product
    }
    let output = Tensor(rows: x.rows, columns: weights.outputs)
    multiply(x, weights, bias: bias, activation: activation?.kernel ?? stet_identity, into: output)
    return output
  }

  private func multiply(
    _ x: Tensor, _ weights: PackedMatrix, bias: Vector?, activation: stet_activation, into output: Tensor
  ) {
    func run(_ bias: UnsafePointer<Float>?) {
      weights.kernels.table.pointee.linear(
        x.values, Int64(x.columns), Int64(x.rows), Int64(x.columns), weights.packed, bias, Int64(weights.outputs),
        activation, output.values, Int64(weights.outputs))
    }
    guard let bias else { return run(nil) }
    bias.values.withUnsafeBufferPointer { run($0.baseAddress) }
  }

  /// The product without activation, recorded: on the weights as they are stored, which training changes at every step, so
  /// that packing them would not pay.
  private func recordedProduct(_ x: Tensor, _ weights: PackedMatrix, bias: Vector?) -> Tensor {
    let output = Tensor(rows: x.rows, columns: weights.outputs)
    var first = 0
    for part in weights.parts {
      part.withFloats { stored in
        BLAS.multiply(
          x.values, rows: x.rows, inputs: x.columns, weights: stored, outputs: part.shape[0],
          into: output.values + first, rowDistance: output.columns)
      }
      first += part.shape[0]
    }
    if let bias {
      for row in 0..<output.rows {
        stet_accumulate(bias.values, Int64(bias.count), output.row(row).baseAddress)
      }
    }
    tape?.record(TapeStep(operation: .linear(weights, bias: bias), inputs: [x], output: output))
    return output
  }
}
