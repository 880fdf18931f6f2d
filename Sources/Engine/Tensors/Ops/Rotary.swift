import CKernels

/// The angles by which rotary embedding turns the heads of each token: cosines and sines, `[tokens, D / 2]`.
package struct RotaryAngles {
  let cosines: Tensor
  let sines: Tensor

  /// - Parameters:
  ///   - cosines: `[tokens, D / 2]`.
  ///   - sines: of the same angles.
  package init(cosines: Tensor, sines: Tensor) {
    precondition(cosines.rows == sines.rows && cosines.columns == sines.columns, "rotary: angles")
    (self.cosines, self.sines) = (cosines, sines)
  }
}

extension Execution {
  /// Turns the first `heads` heads of each row by its angles (Su et al., arXiv 2104.09864); other columns stay as they are.
  ///
  /// - Parameter x: `[tokens, columns]`, at least `heads * D` columns.
  package func rotate(_ x: Tensor, _ angles: RotaryAngles, heads: Int) -> Tensor {
    let headSize = 2 * angles.cosines.columns
    precondition(x.columns >= heads * headSize && x.rows == angles.cosines.rows, "rotary: shapes")
    func turned(_ from: Tensor, _ direction: Float) -> Tensor {
      let output = Tensor(rows: from.rows, columns: from.columns)
      if from.columns > heads * headSize { output.values.update(from: from.values, count: from.count) }
      Kernels.best.table.pointee.rotate(
        from.values, Int64(from.columns), Int64(from.rows), Int64(heads), Int64(headSize), angles.cosines.values,
        angles.sines.values, direction, output.values, Int64(output.columns))
      return output
    }
    let output = turned(x, 1)
    // A rotation's transpose turns back.
    record(output, from: [x]) { gradient, _ in x.accumulate(turned(gradient, -1)) }
    return output
  }
}
