import CKernels

extension Execution {
  /// `activation(x weights^T + bias)`: `[rows, inputs]` to `[rows, outputs]`.
  ///
  /// Without a tape one kernel does all of it on weights packed at loading. Parameters change at every step, so that packing
  /// them once would not pay: `products` takes them as they are.
  package func linear(_ x: Tensor, _ weights: WeightMatrix, bias: Vector?, then activation: Activation? = nil) -> Tensor
  {
    precondition(x.columns == weights.inputs && bias.map { $0.count == weights.outputs } ?? true, "linear: shapes")
    if tape == nil { return fusedLinear(x, weights, bias: bias, activation) }
    let product = affine(x, weights, bias: bias)
    record(product, from: [x], [weights.parameter, bias?.parameter]) { [products] gradient, tape in
      Self.linearBackward(x, weights, bias: bias, gradient, tape.gradients, products)
    }
    return activation.map { activate(product, $0) } ?? product
  }

  private func fusedLinear(_ x: Tensor, _ weights: WeightMatrix, bias: Vector?, _ activation: Activation?) -> Tensor {
    guard case .packed(let packed) = weights.storage else {
      let output = affine(x, weights, bias: bias)
      if let activation {
        Kernels.best.table.pointee.activate(output.values, Int64(output.count), activation.kernel)
      }
      return output
    }
    let output = Tensor(rows: x.rows, columns: weights.outputs)
    multiply(x, packed, bias: bias, activation: activation?.kernel ?? stet_identity, into: output)
    return output
  }

  /// `x weights^T + bias`.
  private func affine(_ x: Tensor, _ weights: WeightMatrix, bias: Vector?) -> Tensor {
    let output = Tensor(rows: x.rows, columns: weights.outputs)
    switch weights.storage {
    case .packed(let packed):
      multiply(x, packed, bias: bias, activation: stet_identity, into: output)
    case .parameter(let parameter):
      bias?.withValues { bias in
        for row in 0..<output.rows { output.row(row).baseAddress?.update(from: bias, count: output.columns) }
      }
      if weights.isTransposed {
        products.multiplyBack(
          x.values, rows: x.rows, outputs: x.columns, rowDistance: x.columns, weights: parameter.values,
          inputs: weights.outputs, into: output.values, adding: bias != nil)
      } else {
        products.multiply(
          x.values, rows: x.rows, inputs: x.columns, weights: parameter.values, outputs: weights.outputs,
          into: output.values, adding: bias != nil)
      }
    }
    return output
  }

  private func multiply(
    _ x: Tensor, _ packed: PackedWeights, bias: Vector?, activation: stet_activation, into output: Tensor
  ) {
    func run(_ bias: UnsafePointer<Float>?) {
      packed.multiply(x, bias: bias, activation: activation, into: output) { bytes in
        UnsafeMutableRawPointer(scratch(bytes / MemoryLayout<Float>.stride + 1).values)
      }
    }
    guard let bias else { return run(nil) }
    bias.withValues { run($0) }
  }

  /// With `y = x W^T + b`: `dx = dy W`, `dW += dy^T x`, `db += sum of dy's rows`; a transposed weight is `W^T` itself.
  private static func linearBackward(
    _ x: Tensor, _ weights: WeightMatrix, bias: Vector?, _ dy: Tensor, _ gradients: ParameterGradients,
    _ products: MatrixProducts
  ) {
    if let parameter = weights.parameter, parameter.isTrainable {
      let (left, right) = weights.isTransposed ? (x, dy) : (dy, x)
      gradients.buffer(of: parameter).addEverywhere { values, isFirst in
        products.multiplyTransposed(
          left.values, right.values, rows: x.rows, outputs: left.columns, inputs: right.columns, into: values,
          adding: !isFirst)
      }
    }
    if let parameter = bias?.parameter, parameter.isTrainable {
      gradients.buffer(of: parameter).addToZeros { values in
        Kernels.best.table.pointee.add_columns(dy.values, Int64(dy.rows), Int64(dy.columns), values)
      }
    }
    guard x.needsGradient else { return }
    let dx = Tensor(rows: x.rows, columns: x.columns)
    weights.forEachPiece { first, rows, values in
      guard !weights.isTransposed else {
        return products.multiply(
          dy.values, rows: dy.rows, inputs: dy.columns, weights: values, outputs: x.columns, into: dx.values,
          adding: false)
      }
      products.multiplyBack(
        dy.values + first, rows: dy.rows, outputs: rows, rowDistance: dy.columns, weights: values, inputs: x.columns,
        into: dx.values, adding: first > 0)
    }
    x.accumulate(dx)
  }
}
