package import Tensors

extension Execution {
  /// The mean of `1 - cosine` between vectors and those of a teacher, row by row.
  package func cosineDistillation(_ x: Tensor, teacher: Tensor) -> Tensor { mean(affine(cosines(x, teacher), -1, 1)) }

  /// How far class probabilities are from those of a teacher, both softened by a temperature (Hinton, Vinyals, Dean, arXiv 1503.02531).
  ///
  /// The Kullback-Leibler divergence of the teacher's distribution from the student's, mean over rows, times the square of the temperature, which
  /// keeps the size of the gradients.
  ///
  /// - Parameters:
  ///   - logits: of the student, `[rows, classes]`.
  ///   - teacher: logits of the same shape, constants.
  package func distillation(_ logits: Tensor, teacher: Tensor, temperature: Float = 1) -> Tensor {
    precondition(logits.rows == teacher.rows && logits.columns == teacher.columns, "distillation: shapes")
    precondition(temperature > 0 && logits.rows > 0, "distillation: a positive temperature")
    let gradient = Tensor(rows: logits.rows, columns: logits.columns)
    let (rows, square) = (Double(logits.rows), Double(temperature * temperature))
    var value = 0.0
    let width = logits.columns
    var (x, y, q) = (
      [Float](repeating: 0, count: width), [Float](repeating: 0, count: width), [Float](repeating: 0, count: width)
    )
    for row in 0..<logits.rows {
      let (student, target, slope) = (logits.row(row), teacher.row(row), gradient.row(row))
      guard let p = slope.baseAddress else { continue }
      for c in 0..<width { (x[c], y[c]) = (student[c] / temperature, target[c] / temperature) }
      // Logarithms of the sums: log p = x - its, log q = y - its.
      let (ofStudent, ofTeacher) = (Kernels.softmax(x, count: width, to: p), Kernels.softmax(y, count: width, to: &q))
      var divergence = ofStudent - ofTeacher
      let factor = temperature / Float(rows)
      for c in 0..<width {
        divergence += Double(q[c]) * (Double(y[c]) - Double(x[c]))
        p[c] = (p[c] - q[c]) * factor
      }
      value += divergence * square / rows
    }
    return loss(value, [(logits, gradient)])
  }
}
