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
    for row in 0..<logits.rows {
      let (student, target) = (
        Softmax(logits.row(row), temperature: temperature), Softmax(teacher.row(row), temperature: temperature)
      )
      let (p, q) = (student.probabilities, target.probabilities)
      for c in p.indices {
        value += q[c] * (target.logarithms[c] - student.logarithms[c]) * square / rows
        gradient.row(row)[c] = Float((p[c] - q[c]) * Double(temperature) / rows)
      }
    }
    return loss(value, [(logits, gradient)])
  }
}
